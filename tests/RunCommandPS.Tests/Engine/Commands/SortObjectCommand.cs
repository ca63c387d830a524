using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Sort-Object.</summary>
/// <remarks>Has -Property, -Descending (also per calculated property), -Unique. Lacks -Culture, -CaseSensitive, -Top, -Bottom, -Stable: it always is.</remarks>
[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
        {
            _items.Add(InputObject);
        }
    }

    protected override void EndProcessing()
    {
        var keys = Property.Select(PropertyDefinition.Parse).ToList();
        var comparer = Comparer<PSObject>.Create((x, y) => Compare(keys, x, y));
        PSObject? previous = null;
        foreach (var item in _items.Order(comparer))
        {
            if (!Unique || previous is null || comparer.Compare(previous, item) != 0)
            {
                WriteObject(item);
            }

            previous = item;
        }
    }

    private int Compare(List<PropertyDefinition> keys, PSObject x, PSObject y) => keys.Count == 0
        ? Compare(x, y, Descending)
        : keys.Select(key => Compare(key.Value(x), key.Value(y), key.Descending ?? Descending)).FirstOrDefault(result => result != 0);

    private static int Compare(object? x, object? y, bool descending)
    {
        var result = LanguagePrimitives.TryCompare(x, y, ignoreCase: true, out var compared)
            ? compared
            : StringComparer.CurrentCultureIgnoreCase.Compare(x?.ToString(), y?.ToString());
        return descending ? -result : result;
    }
}
