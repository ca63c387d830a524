using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>What the commands have in common that write one message into a stream.</summary>
public abstract class WriteMessageCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string Message { get; set; } = "";
}

/// <summary>Write-Warning.</summary>
/// <remarks>The whole command.</remarks>
[Cmdlet(VerbsCommunications.Write, "Warning")]
public sealed class WriteWarningCommand : WriteMessageCommand
{
    protected override void ProcessRecord() => WriteWarning(Message);
}

/// <summary>Write-Verbose.</summary>
/// <remarks>The whole command.</remarks>
[Cmdlet(VerbsCommunications.Write, "Verbose")]
public sealed class WriteVerboseCommand : WriteMessageCommand
{
    protected override void ProcessRecord() => WriteVerbose(Message);
}

/// <summary>A stand-in for Write-Output.</summary>
/// <remarks>The whole command.</remarks>
[Cmdlet(VerbsCommunications.Write, "Output")]
public sealed class WriteOutputCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject InputObject { get; set; } = null!;

    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject, enumerateCollection: !NoEnumerate);
}

/// <summary>A stand-in for Write-Host.</summary>
/// <remarks>Has -Object, -NoNewline and colours, which only the information record keeps. Lacks -Separator.</remarks>
[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    public object? Object { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public ConsoleColor? ForegroundColor { get; set; }

    [Parameter]
    public ConsoleColor? BackgroundColor { get; set; }

    protected override void ProcessRecord()
    {
        var parts = LanguagePrimitives.GetEnumerable(Object) is { } many ? many.Cast<object?>() : [Object];
        var message = new HostInformationMessage
        {
            Message = string.Join(' ', parts.Select(LanguagePrimitives.ConvertTo<string>)),
            NoNewLine = NoNewline,
            ForegroundColor = ForegroundColor,
            BackgroundColor = BackgroundColor,
        };
        // The tag is what makes the engine show it.
        WriteInformation(message, ["PSHOST"]);
    }
}
