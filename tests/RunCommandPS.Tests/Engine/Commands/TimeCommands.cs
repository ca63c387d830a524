using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Get-Date.</summary>
/// <remarks>Has -Date, -AsUTC, -Format. Lacks the single parts, -UFormat, -DisplayHint and -UnixTimeSeconds.</remarks>
[Cmdlet(VerbsCommon.Get, "Date")]
[OutputType(typeof(DateTime), typeof(string))]
public sealed class GetDateCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public DateTime? Date { get; set; }

    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    [Parameter]
    public string? Format { get; set; }

    protected override void ProcessRecord()
    {
        var date = Date ?? DateTime.Now;
        date = AsUTC ? date.ToUniversalTime() : date;
        WriteObject(Format is null ? date : date.ToString(Format, CultureInfo.CurrentCulture));
    }
}

/// <summary>A stand-in for New-TimeSpan.</summary>
/// <remarks>Has the parts, or -Start and -End.</remarks>
[Cmdlet(VerbsCommon.New, "TimeSpan", DefaultParameterSetName = "Parts")]
[OutputType(typeof(TimeSpan))]
public sealed class NewTimeSpanCommand : PSCmdlet
{
    [Parameter(ParameterSetName = "Parts")]
    public int Days { get; set; }

    [Parameter(ParameterSetName = "Parts")]
    public int Hours { get; set; }

    [Parameter(ParameterSetName = "Parts")]
    public int Minutes { get; set; }

    [Parameter(ParameterSetName = "Parts")]
    public int Seconds { get; set; }

    [Parameter(ParameterSetName = "Parts")]
    public int Milliseconds { get; set; }

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Dates")]
    public DateTime Start { get; set; }

    [Parameter(Position = 1, ParameterSetName = "Dates")]
    public DateTime? End { get; set; }

    protected override void ProcessRecord() =>
        WriteObject(ParameterSetName == "Parts" ? new TimeSpan(Days, Hours, Minutes, Seconds, Milliseconds) : (End ?? DateTime.Now) - Start);
}

/// <summary>Start-Sleep.</summary>
/// <remarks>The whole command.</remarks>
[Cmdlet(VerbsLifecycle.Start, "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleepCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _stopped = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Seconds")]
    [ValidateRange(0.0, int.MaxValue / 1000)]
    public double Seconds { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Milliseconds")]
    [Alias("ms")]
    [ValidateRange(0, int.MaxValue)]
    public int Milliseconds { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Duration")]
    public TimeSpan Duration { get; set; }

    public void Dispose() => _stopped.Dispose();

    protected override void ProcessRecord() => _stopped.Wait(ParameterSetName switch
    {
        "Seconds" => TimeSpan.FromSeconds(Seconds),
        "Milliseconds" => TimeSpan.FromMilliseconds(Milliseconds),
        _ => Duration,
    });

    protected override void StopProcessing() => _stopped.Set();
}

/// <summary>A stand-in for Get-Random.</summary>
/// <remarks>Has -Maximum and -Minimum for whole numbers, -InputObject with -Count, and -SetSeed. Lacks fractions and -Shuffle.</remarks>
[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = "Number")]
public sealed class GetRandomCommand : PSCmdlet
{
    private readonly List<object> _items = [];

    [Parameter(Position = 0, ParameterSetName = "Number")]
    public int Maximum { get; set; } = int.MaxValue;

    [Parameter(ParameterSetName = "Number")]
    public int Minimum { get; set; }

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Items")]
    public object[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    [Parameter]
    public int? SetSeed { get; set; }

    protected override void ProcessRecord() => _items.AddRange(InputObject);

    protected override void EndProcessing()
    {
        var random = SetSeed is { } seed ? new Random(seed) : Random.Shared;
        if (ParameterSetName == "Number")
        {
            for (var i = 0; i < Count; i++)
            {
                WriteObject(random.Next(Minimum, Maximum));
            }

            return;
        }

        var items = _items.ToArray();
        random.Shuffle(items);
        WriteObject(items.Take(Count), enumerateCollection: true);
    }
}
