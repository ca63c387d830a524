using System.Management.Automation;

namespace RunCommandPS.Bench.Clients;

/// <summary>The least a cmdlet can do around the SDK's call: what it takes longer than the call is the engine's own.</summary>
[Cmdlet(VerbsCommunications.Send, "Thin", SupportsShouldProcess = true)]
public sealed class SendThinCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public string? DocumentName { get; set; }

    [Parameter(Mandatory = true)]
    public System.Collections.IDictionary? Parameter { get; set; }

    [Parameter(Mandatory = true)]
    public string[]? InstanceId { get; set; }

    [Parameter(Mandatory = true)]
    public SdkSender? Sdk { get; set; }

    protected override void EndProcessing()
    {
        if (ShouldProcess(DocumentName))
        {
            WriteObject(Sdk!.Send());
        }
    }
}
