using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Select-Object.</summary>
/// <remarks>
/// Has -Property with wildcards and calculated properties, -ExpandProperty, -First, -Last, -Skip and -Unique. -First stops
/// the commands before it as the real one does. Lacks -ExcludeProperty, -Index, -SkipLast, -SkipIndex, -CaseInsensitive, -Wait.
/// </remarks>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> _last = new();
    private readonly List<PSObject> _written = [];
    private int _seen;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; } = -1;

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; } = -1;

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    protected override void BeginProcessing()
    {
        if (First == 0)
        {
            throw UpstreamStop.For(this);
        }
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        _seen++;
        if (Last >= 0)
        {
            _last.Enqueue(InputObject);
            if (_last.Count > Last + Skip)
            {
                _last.Dequeue();
            }
        }
        else if (_seen > Skip)
        {
            Emit(InputObject);
            if (First >= 0 && _seen - Skip >= First)
            {
                throw UpstreamStop.For(this);
            }
        }
    }

    protected override void EndProcessing()
    {
        // With -Last, -Skip counts from the end.
        foreach (var item in _last.Take(_last.Count - Skip))
        {
            Emit(item);
        }
    }

    private void Emit(PSObject item)
    {
        foreach (var shaped in ExpandProperty is null ? [Shape(item)] : Expand(item))
        {
            if (Unique && _written.Any(other => SameShape(other, shaped)))
            {
                continue;
            }

            if (Unique)
            {
                _written.Add(shaped);
            }

            WriteObject(shaped);
        }
    }

    private PSObject Shape(PSObject item)
    {
        if (Property.Length == 0)
        {
            return item;
        }

        var result = new PSObject();
        foreach (var (name, value) in Property.Select(PropertyDefinition.Parse).SelectMany(definition => definition.Read(item)))
        {
            if (result.Properties[name] is null)
            {
                result.Properties.Add(new PSNoteProperty(name, value));
            }
        }

        result.TypeNames.Insert(0, "Selected." + item.TypeNames[0]);
        return result;
    }

    private IEnumerable<PSObject> Expand(PSObject item)
    {
        if (item.Properties[ExpandProperty!] is not { } property)
        {
            WriteError(new ErrorRecord(
                new PSArgumentException($"""Property "{ExpandProperty}" cannot be found."""),
                "ExpandPropertyNotFound",
                ErrorCategory.InvalidArgument,
                item));
            return [];
        }

        return LanguagePrimitives.GetEnumerable(property.Value) is { } many
            ? many.Cast<object?>().Where(value => value is not null).Select(value => PSObject.AsPSObject(value))
            : property.Value is null ? [] : [PSObject.AsPSObject(property.Value)];
    }

    private static bool SameShape(PSObject first, PSObject second) =>
        first.BaseObject is PSCustomObject && second.BaseObject is PSCustomObject
            ? first.Properties.Select(p => (p.Name, p.Value)).SequenceEqual(second.Properties.Select(p => (p.Name, p.Value)))
            : LanguagePrimitives.Equals(first, second, ignoreCase: false, CultureInfo.InvariantCulture);
}
