using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Measure-Object.</summary>
/// <remarks>Has one -Property, -Sum, -Average, -Minimum, -Maximum on numbers. Lacks the measuring of text and -StandardDeviation.</remarks>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly List<double> _numbers = [];
    private int _count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string? Property { get; set; }

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    protected override void ProcessRecord()
    {
        var value = Property is null ? InputObject : InputObject?.Properties[Property]?.Value;
        if (value is null)
        {
            return;
        }

        _count++;
        if (Sum || Average || Minimum || Maximum)
        {
            _numbers.Add(LanguagePrimitives.ConvertTo<double>(value));
        }
    }

    protected override void EndProcessing()
    {
        var result = new PSObject();
        Add(result, "Count", _count);
        Add(result, "Average", Average && _count > 0 ? _numbers.Average() : null);
        Add(result, "Sum", Sum ? _numbers.Sum() : null);
        Add(result, "Maximum", Maximum && _count > 0 ? _numbers.Max() : null);
        Add(result, "Minimum", Minimum && _count > 0 ? _numbers.Min() : null);
        Add(result, "Property", Property);
        WriteObject(result);
    }

    private static void Add(PSObject result, string name, object? value) => result.Properties.Add(new PSNoteProperty(name, value));
}
