using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>What the commands on items have in common: paths with wildcards, or literal ones, also from the pipeline.</summary>
public abstract class PathCommand : PSCmdlet
{
    private const string Wild = "Path";
    private const string Literal = "LiteralPath";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = Wild, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = Literal, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Whether wildcards are to be taken as characters.</summary>
    protected bool IsLiteral => ParameterSetName == Literal;

    protected override void ProcessRecord()
    {
        foreach (var path in IsLiteral ? LiteralPath : Path)
        {
            Guard(this, () => Process(path));
        }
    }

    /// <summary>Does something with a provider. What it can't do is a non-terminating error, as with the real commands.</summary>
    internal static void Guard(Cmdlet command, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IContainsErrorRecord and not (PipelineStoppedException or ActionPreferenceStopException))
        {
            command.WriteError(new ErrorRecord(((IContainsErrorRecord)e).ErrorRecord, e));
        }
    }

    protected abstract void Process(string path);

    /// <summary>The files a path stands for.</summary>
    protected IEnumerable<string> Files(string path) => IsLiteral
        ? [GetUnresolvedProviderPathFromPSPath(path)]
        : GetResolvedProviderPathFromPSPath(path, out _);
}
