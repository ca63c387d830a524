using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for ConvertFrom-Json, on the same JSON reader as the real one.</summary>
/// <remarks>Has -AsHashtable and -NoEnumerate. Lacks -Depth and -DateKind: text that looks like a date becomes one, as it does by default.</remarks>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    protected override void ProcessRecord() => _lines.Add(InputObject);

    protected override void EndProcessing()
    {
        // Lines that are a document each, or one document over many lines.
        if (_lines.Count > 1 && TryParse(_lines[0], out _))
        {
            _lines.ForEach(Write);
        }
        else
        {
            Write(string.Join('\n', _lines));
        }
    }

    private void Write(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return;
        }

        if (!TryParse(json, out var token))
        {
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException($"Conversion from JSON failed: {json}"),
                "System.ArgumentException",
                ErrorCategory.NotSpecified,
                targetObject: null));
        }

        WriteObject(Convert(token), enumerateCollection: !NoEnumerate);
    }

    private static bool TryParse(string json, out JToken? token)
    {
        try
        {
            token = JsonConvert.DeserializeObject<JToken>(json);
            return true;
        }
        catch (JsonException)
        {
            token = null;
            return false;
        }
    }

    private object? Convert(JToken? token) => token switch
    {
        JObject table when AsHashtable => Table(table),
        JObject properties => Properties(properties),
        JArray items => items.Select(Convert).ToArray(),
        JValue value => value.Value,
        _ => null,
    };

    private OrderedHashtable Table(JObject members)
    {
        var table = new OrderedHashtable();
        foreach (var member in members.Properties())
        {
            table[member.Name] = Convert(member.Value);
        }

        return table;
    }

    private PSObject Properties(JObject members)
    {
        var result = new PSObject();
        foreach (var member in members.Properties())
        {
            result.Properties.Add(new PSNoteProperty(member.Name, Convert(member.Value)));
        }

        return result;
    }
}
