using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Get-Item, on any provider.</summary>
/// <remarks>Has -Path, -LiteralPath, -Force. Lacks -Filter, -Include, -Exclude, -Credential, -Stream.</remarks>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = "Path")]
public sealed class GetItemCommand : PathCommand
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void Process(string path) => WriteObject(InvokeProvider.Item.Get([path], Force, IsLiteral), enumerateCollection: true);
}

/// <summary>A stand-in for Get-ChildItem, on any provider.</summary>
/// <remarks>Has -Path, -Recurse, -Force; the default path is the current one. Lacks -LiteralPath, filters, -Name, -File, -Directory, -Depth.</remarks>
[Cmdlet(VerbsCommon.Get, "ChildItem")]
public sealed class GetChildItemCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = ["."];

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => PathCommand.Guard(
        this,
        () => WriteObject(InvokeProvider.ChildItem.Get(Path, Recurse, Force, literalPath: false), enumerateCollection: true));
}

/// <summary>A stand-in for Test-Path, on any provider.</summary>
/// <remarks>Has -Path, -LiteralPath, -PathType. Lacks filters, -IsValid, -OlderThan, -NewerThan.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : PathCommand
{
    [Parameter]
    [ValidateSet("Any", "Container", "Leaf")]
    public string PathType { get; set; } = "Any";

    protected override void Process(string path)
    {
        var exists = InvokeProvider.Item.Exists(path, force: false, IsLiteral);
        WriteObject(exists && (PathType == "Any" || InvokeProvider.Item.IsContainer(path) == (PathType == "Container")));
    }
}

/// <summary>A stand-in for New-Item, on any provider.</summary>
/// <remarks>Has -Path, -Name, -ItemType, -Value, -Force. Lacks -Credential, and asks no confirmation.</remarks>
[Cmdlet(VerbsCommon.New, "Item")]
public sealed class NewItemCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    [Alias("Type")]
    public string? ItemType { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public object? Value { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => PathCommand.Guard(
        this,
        () => WriteObject(InvokeProvider.Item.New(Path, Name, ItemType, Value, Force), enumerateCollection: true));
}

/// <summary>A stand-in for Remove-Item, on any provider.</summary>
/// <remarks>Has -Path, -LiteralPath, -Recurse, -Force. Lacks filters, and asks no confirmation.</remarks>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = "Path")]
public sealed class RemoveItemCommand : PathCommand
{
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void Process(string path) => InvokeProvider.Item.Remove([path], Recurse, Force, IsLiteral);
}
