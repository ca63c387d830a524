using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Receiving;
using RunCommandPS.Reporting;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Session;

namespace RunCommandPS.Commands;

/// <summary><c>Export-RunCommandReport</c>: what was requested and the result on each node, as a file.</summary>
[Cmdlet(VerbsData.Export, "RunCommandReport", DefaultParameterSetName = ByObject, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPages.Address + "Export-RunCommandReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportRunCommandReportCommand : RemoteCmdlet
{
    private const string ByObject = "InputObject";
    private const string ByName = "Name";

    private readonly ReportInput _input;

    // Of no type of Core: the engine would load Core with it before the module can choose an image (ModuleInitializer).
    private object? _format;
    private string _path = "";
    private bool _hasFailed;

    /// <summary>Makes the cmdlet.</summary>
    public ExportRunCommandReportCommand() => _input = new ReportInput(origin => Connection(origin));

    /// <summary>The file. Its extension determines its format, unless -Format does.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("FilePath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>A rollout, results of Invoke-RunCommand, or commands, whose nodes are read from the service.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Name or id of a rollout that has a record on this machine, or the end of an id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [Alias("RolloutId", "RolloutName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RolloutCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The format of the report; by default, that of the extension of -Path.</summary>
    [Parameter]
    public ReportFormat? Format
    {
        get => (ReportFormat?)_format;
        set => _format = value;
    }

    /// <summary>Replaces a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Keeps an existing file, which is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => Path;

    /// <summary>Checks whether the file can be written, before waiting for hours of results.</summary>
    protected override void BeginProcessing() => OrEnd(() =>
    {
        Format ??= ReportFormats.Of(Path);
        _path = FilePath();
        ReportFile.Check(_path, Force, NoClobber);
        if (ParameterSetName == ByName)
        {
            _input.AddRollout(Name);
        }
    });

    /// <summary>Collects what the report is made from.</summary>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject)
        {
            try
            {
                _input.Add(item);
            }
            catch (RunCommandException exception)
            {
                _hasFailed = true;
                WriteError(ErrorRecords.From(exception, item));
            }
        }
    }

    /// <summary>Makes the report and writes it.</summary>
    protected override void EndProcessing()
    {
        if (_input.IsEmpty)
        {
            if (!_hasFailed)
            {
                OrEnd(() => throw ReportErrors.NothingToReport());
            }

            return;
        }

        (RolloutHome Home, string Id)? rollout = null;
        OrEnd(() => rollout = _input.Rollout());
        if (!ShouldProcess(_path, $"Write the report as {Format}"))
        {
            return;
        }

        Report? report = null;
        OrEnd(() => report = rollout is { } record ? ReportOfRollout.Read(record.Home, record.Id) : OfResults());
        if (report is null)
        {
            return;
        }

        report = report with { MadeAt = TimeProvider.System.GetUtcNow(), MadeBy = $"RunCommandPS {ModuleVersion.Text}" };
        FileInfo? file = null;
        OrEnd(() => file = ReportFile.Write(_path, Force, NoClobber, stream => ReportFormats.Write(report, Format!.Value, stream)));
        if (PassThru)
        {
            WriteObject(file);
        }
    }

    // Null if no command could be read, which has been reported by then.
    private Report? OfResults()
    {
        IReadOnlyList<NodeResult> results = _input.Results;
        IReadOnlyList<Command> commands = [];
        var unnamed = 0;
        if (_input.Commands.Count > 0)
        {
            var progress = new ReadingProgress("Reading what the nodes wrote", "nodes");
            Run(async (output, stop) =>
            {
                var reading = new ReportResults(output, progress);
                await reading.ReadAsync(_input.Commands, stop).ConfigureAwait(false);
                (results, commands, unnamed) = ([.. results, .. reading.Results], reading.Commands, reading.Unnamed);
            });
            progress.Close(this);
        }

        return results.Count + commands.Count == 0 ? null : ReportOfResults.Of(results, commands, Home()) with { Unnamed = unnamed };
    }

    // Results can be reported without any record.
    private static RolloutHome? Home()
    {
        try
        {
            return RolloutHome.Current();
        }
        catch (RunCommandException)
        {
            return null;
        }
    }

    private string FilePath()
    {
        try
        {
            var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
            return provider.Name == "FileSystem"
                ? System.IO.Path.GetFullPath(path)
                : throw ReportErrors.NoFile(Path, $"It belongs to the provider {provider.Name}");
        }
        catch (Exception exception)
            when (exception is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException or NotSupportedException
                or ArgumentException)
        {
            throw ReportErrors.NoFile(Path, exception.Message);
        }
    }

    private void OrEnd(Action action)
    {
        try
        {
            action();
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.Fit(ErrorRecords.From(exception, ErrorTarget), this));
        }
    }
}
