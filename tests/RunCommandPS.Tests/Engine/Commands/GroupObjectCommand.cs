using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Group-Object.</summary>
/// <remarks>Has -Property, -NoElement, -AsHashTable (by text). Lacks -CaseSensitive, -Culture. Groups come in the order of their values, as the real one's do.</remarks>
[Cmdlet(VerbsData.Group, "Object")]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly Dictionary<string, Group> _groups = new(StringComparer.CurrentCultureIgnoreCase);

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    [Parameter]
    public SwitchParameter AsHashTable { get; set; }

    [Parameter]
    public SwitchParameter AsString { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        object?[] values = Property.Length == 0 ? [InputObject] : [.. Property.Select(p => PropertyDefinition.Parse(p).Value(InputObject))];
        var name = string.Join(", ", values.Select(LanguagePrimitives.ConvertTo<string>));
        if (!_groups.TryGetValue(name, out var group))
        {
            _groups.Add(name, group = new Group(name, values));
        }

        group.Members.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        if (AsHashTable)
        {
            var table = new Hashtable(StringComparer.CurrentCultureIgnoreCase);
            foreach (var group in _groups.Values)
            {
                table[AsString ? group.Name : group.Values[0] ?? ""] = group.Members;
            }

            WriteObject(table);
            return;
        }

        foreach (var group in _groups.Values.Order(Comparer<Group>.Create((x, y) => Compare(x.Values, y.Values))))
        {
            var result = new PSObject();
            result.Properties.Add(new PSNoteProperty("Count", group.Members.Count));
            result.Properties.Add(new PSNoteProperty("Name", group.Name));
            if (!NoElement)
            {
                result.Properties.Add(new PSNoteProperty("Group", group.Members));
            }

            result.Properties.Add(new PSNoteProperty("Values", group.Values));
            WriteObject(result);
        }
    }

    private static int Compare(object?[] x, object?[] y) =>
        x.Zip(y, (a, b) => LanguagePrimitives.TryCompare(a, b, ignoreCase: true, out var result) ? result : 0).FirstOrDefault(result => result != 0);

    private sealed record Group(string Name, object?[] Values)
    {
        public Collection<PSObject> Members { get; } = [];
    }
}
