using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>PutParameter, GetParameter and GetParameters.</summary>
internal sealed class ParameterOperations(ParameterStore store, KeptParameters changes)
{
    public IReadOnlyList<Operation> All =>
    [
        new("PutParameter", RequestShapes.PutParameter, Put),
        new("GetParameter", RequestShapes.GetParameter, Get),
        new("GetParameters", RequestShapes.GetParameters, GetSeveral),
    ];

    private void Put(JsonElement body, Utf8JsonWriter writer)
    {
        var version = changes.Put(new NewParameter(body.Text("Name")!, body.Text("Value")!)
        {
            Type = body.Text("Type"),
            Tier = body.Text("Tier"),
            KeyId = body.Text("KeyId"),
            AllowedPattern = body.Text("AllowedPattern"),
            Policies = body.Text("Policies"),
            DataType = body.Text("DataType"),
            Overwrite = body.Flag("Overwrite") ?? false,
            Tags = body.List("Tags", static tag => KeyValuePair.Create(tag.Text("Key")!, tag.Text("Value")!)) ?? [],
        });
        writer.WriteNumber("Version", version.Version);
        writer.WriteString("Tier", version.Tier);
    }

    private void Get(JsonElement body, Utf8JsonWriter writer)
    {
        var (parameter, selector) = store.Find(body.Text("Name")!);
        writer.WriteStartObject("Parameter");
        Write(writer, parameter, selector);
        writer.WriteEndObject();
    }

    private void GetSeveral(JsonElement body, Utf8JsonWriter writer)
    {
        var found = new List<(StoredParameter Parameter, string Selector)>();
        var missing = new List<string>();
        foreach (var name in body.Texts("Names")!.Distinct(StringComparer.Ordinal))
        {
            try
            {
                found.Add(store.Find(name));
            }
            catch (ServiceException)
            {
                missing.Add(name);
            }
        }

        writer.WriteList("Parameters", found, (writer, one) => Write(writer, one.Parameter, one.Selector));
        writer.WriteTexts("InvalidParameters", missing);
    }

    private void Write(Utf8JsonWriter writer, StoredParameter parameter, string selector)
    {
        writer.WriteString("Name", parameter.Name);
        writer.WriteString("Type", parameter.Type);
        writer.WriteString("Value", parameter.Value);
        writer.WriteNumber("Version", parameter.Version);
        if (selector.Length > 0)
        {
            writer.WriteString("Selector", selector);
        }

        writer.WriteTime("LastModifiedDate", parameter.Modified);
        writer.WriteString("ARN", store.ArnOf(parameter));
        writer.WriteString("DataType", StoredParameter.TextData);
    }
}
