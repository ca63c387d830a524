using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <content>The parameters that say what runs where.</content>
public sealed partial class SendRunCommandCommand
{
    private const string NodeSet = "Node";
    private const string TargetSet = "Target";
    private const string RequestSet = "Request";

    /// <summary>Name or ARN of the document to run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NodeSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TargetSet)]
    [Parameter(Position = 0, ParameterSetName = RequestSet)]
    [Alias("Document")]
    [SpecText(ServiceLimits.DocumentNamePattern, "the name or ARN of a document: 3 to 128 letters, digits or _ - . : / characters")]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.DocumentNamePattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public string? DocumentName { get; set; }

    /// <summary>What comes down the pipeline: node ids, objects or hashtables with InstanceId, EC2 instances and reservations, or whole requests.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = NodeSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RequestSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Ids of the nodes. More than 50 become several commands.</summary>
    [Parameter(ParameterSetName = NodeSet)]
    [Alias("InstanceIds")]
    [SpecText(ServiceLimits.InstanceIdPattern, "a node id: i- or mi- and 17 letters or digits (i- also 8)")]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.InstanceIdPattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public string[]? InstanceId { get; set; }

    /// <summary>Criteria that choose the nodes, up to 5: all must hold.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TargetSet)]
    [Alias("Targets")]
    [TargetTransformation]
    [ValidateCount(0, ServiceLimits.TargetsMaximum)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public Target[]? Target { get; set; }
}
