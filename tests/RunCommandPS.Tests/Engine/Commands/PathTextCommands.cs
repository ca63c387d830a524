using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Join-Path.</summary>
/// <remarks>Has -Path, -ChildPath, -AdditionalChildPath. Lacks -Resolve.</remarks>
[Cmdlet(VerbsCommon.Join, "Path")]
[OutputType(typeof(string))]
public sealed class JoinPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    public string ChildPath { get; set; } = "";

    [Parameter(Position = 2, ValueFromRemainingArguments = true)]
    public string[] AdditionalChildPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            WriteObject(AdditionalChildPath.Prepend(ChildPath).Aggregate(path, SessionState.Path.Combine));
        }
    }
}

/// <summary>A stand-in for Split-Path.</summary>
/// <remarks>Has -Parent (the default) and -Leaf. Lacks the other parts and -Resolve.</remarks>
[Cmdlet(VerbsCommon.Split, "Path")]
[OutputType(typeof(string))]
public sealed class SplitPathCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Parent { get; set; }

    [Parameter]
    public SwitchParameter Leaf { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            WriteObject(Leaf ? SessionState.Path.ParseChildName(path) : SessionState.Path.ParseParent(path, ""));
        }
    }
}

/// <summary>A stand-in for Resolve-Path.</summary>
/// <remarks>Has -Path and -LiteralPath. Lacks -Relative.</remarks>
[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
public sealed class ResolvePathCommand : PathCommand
{
    protected override void Process(string path) =>
        WriteObject(SessionState.Path.GetResolvedPSPathFromPSPath(IsLiteral ? WildcardPattern.Escape(path) : path), enumerateCollection: true);
}

/// <summary>A stand-in for Get-Location.</summary>
/// <remarks>Has no parameters.</remarks>
[Cmdlet(VerbsCommon.Get, "Location")]
public sealed class GetLocationCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
}

/// <summary>A stand-in for Set-Location.</summary>
/// <remarks>Has -Path. Lacks -LiteralPath, -PassThru, -StackName.</remarks>
[Cmdlet(VerbsCommon.Set, "Location")]
public sealed class SetLocationCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Path { get; set; } = "";

    protected override void ProcessRecord() => SessionState.Path.SetLocation(Path);
}
