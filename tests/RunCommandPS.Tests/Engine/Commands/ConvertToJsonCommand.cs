using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for ConvertTo-Json, on the same JSON writer as the real one.</summary>
/// <remarks>Has -Depth, -Compress, -AsArray, -EnumsAsStrings. Lacks -EscapeHandling. Below the depth there is text, and a warning, as with the real one.</remarks>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _items = [];
    private bool _truncated;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    [Parameter]
    public SwitchParameter Compress { get; set; }

    [Parameter]
    public SwitchParameter AsArray { get; set; }

    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    protected override void ProcessRecord() => _items.Add(InputObject);

    protected override void EndProcessing()
    {
        var token = _items.Count == 1 && !AsArray ? Convert(_items[0], 0) : new JArray(_items.Select(item => Convert(item, 0)));
        WriteObject(token.ToString(Compress ? Formatting.None : Formatting.Indented));
        if (_truncated)
        {
            WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {Depth}.");
        }
    }

    private JToken Convert(object? value, int level)
    {
        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            null or NullString => JValue.CreateNull(),
            Enum member when EnumsAsStrings => new JValue(member.ToString()),
            Enum member => new JValue(System.Convert.ChangeType(member, Enum.GetUnderlyingType(member.GetType()), provider: null)),
            string or bool or char or Guid or Uri or DateTime or DateTimeOffset or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal
                => new JValue(bare),
            _ when level > Depth => Truncated(value),
            IDictionary table => new JObject(table.Cast<DictionaryEntry>().Select(e => new JProperty(LanguagePrimitives.ConvertTo<string>(e.Key), Convert(e.Value, level + 1)))),
            IEnumerable items => new JArray(items.Cast<object?>().Select(item => Convert(item, level + 1))),
            _ => Properties(PSObject.AsPSObject(value), level),
        };
    }

    private JObject Properties(PSObject value, int level)
    {
        var result = new JObject();
        foreach (var property in value.Properties.Where(property => property.IsGettable))
        {
            result[property.Name] = Convert(property.Value, level + 1);
        }

        return result;
    }

    private JValue Truncated(object? value)
    {
        _truncated = true;
        return new JValue(LanguagePrimitives.ConvertTo<string>(value));
    }
}
