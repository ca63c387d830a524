using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Takes names and values as a hashtable, as an object with properties, or as the text of a JSON object.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class ParameterMapTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Advice = "Use @{ Name = value }, an object with properties, or JSON like {\"Name\": \"value\"}.";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => MemberReader.Unwrap(inputData) switch
    {
        null or IDictionary => inputData,
        string text => ArgumentReader.Read(text, value => Json((string)value)),
        PSCustomObject => Properties(PSObject.AsPSObject(inputData)),

        // The binder reports what it accepts.
        _ => inputData,
    };

    private static OrderedDictionary Properties(PSObject bag)
    {
        var map = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in bag.Properties)
        {
            map[property.Name] = property.Value;
        }

        return map;
    }

    private static OrderedDictionary Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                var map = new OrderedDictionary(StringComparer.Ordinal);
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    map[member.Name] = Value(member.Value);
                }

                return map;
            }
        }
        catch (JsonException exception)
        {
            throw InputErrors.Input(
                $"'{InputText.Of(text)}' is not a JSON object: {JsonProblem.Of(exception, text)}.", Advice);
        }

        throw InputErrors.Input(
            $"'{InputText.Of(text)}' is JSON, but not an object with names and values.",
            Advice);
    }

    // What has its own inner syntax is passed as it is written: it is a text for the service.
    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array =>
            element.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Array ? item.GetRawText() : Value(item)).ToArray(),
        _ => element.GetRawText(),
    };
}
