using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <content>The parameters that say what runs where, and what comes back.</content>
public sealed partial class InvokeRunCommandCommand
{
    private const string ScriptSet = "Script";
    private const string ScriptBlockSet = "ScriptBlock";
    private const string FileSet = "File";
    private const string DocumentSet = "Document";

    /// <summary>The script to run: one line or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet)]
    [ValidateNotNullOrEmpty]
    public string[] Script { get; set; } = [];

    /// <summary>The PowerShell script to run. <c>$using:name</c> in it is the variable here.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptBlockSet)]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>File with the script to run, on this computer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? FilePath { get; set; }

    /// <summary>Name or ARN of the document to run, with -Parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DocumentSet)]
    [Alias("Document")]
    [SpecText(ServiceLimits.DocumentNamePattern, SpecTextAttribute.DocumentName)]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.DocumentNamePattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public string? DocumentName { get; set; }

    /// <summary>Values for the script's parameters, in order. They are quoted for the node's shell.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Alias("Args")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ArgumentList { get; set; }

    /// <summary>What runs the script. Without it, a script block and a .ps1 file go to PowerShell, a .sh file to sh, and for anything else each node's platform decides.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = FileSet)]
    public ScriptShell Shell { get; set; }

    /// <summary>Folder on the node to run the script in.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>Time the script may take on a node: seconds from 5 to 172,800, or a TimeSpan; an hour if not given.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [TimeoutTransformation]
    [ValidateRange(ServiceLimits.ExecutionTimeoutMinimum, ServiceLimits.ExecutionTimeoutMaximum)]
    public int? ExecutionTimeout { get; set; }

    /// <summary>Brings back the objects that a PowerShell script returns, each with the node's id as PSComputerName.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter AsObject { get; set; }

    /// <summary>How deep -AsObject follows objects, 1 to 20.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateRange(1, 20)]
    public int Depth { get; set; } = 2;

    /// <summary>Time between two looks: seconds or a TimeSpan. Without it the looks are frequent at first and rarer later.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Runs in the background and returns a job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Name of the job; makes the run one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JobName { get; set; }

    /// <summary>Name of a variable, without the $, that gets a summary of the run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }
}
