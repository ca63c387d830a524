namespace RunCommandPS.Output;

/// <summary>Remembers the nodes whose output could not be read whole, whatever form it is shown in.</summary>
internal sealed class CutOutputs
{
    private readonly HashSet<(string InstanceId, string Name)> _nodes = [];
    private bool _wentToS3;

    /// <summary>What to say of them; null where everything was whole.</summary>
    public string? Warning => _nodes.Count == 0 ? null
        : $"The output of {(_nodes.Count == 1 ? "1 node" : $"{_nodes.Count} nodes")} is cut: {NodeListText.Of(_nodes)}. "
            + $"The service keeps {ServiceLimits.StandardOutputMaximumLength:N0} characters of standard output and "
            + $"{ServiceLimits.StandardErrorMaximumLength:N0} of standard error a step. "
            + (_wentToS3 ? "All of it went to S3, from where it could not be read."
                : "Send-RunCommand -OutputS3BucketName has all of it kept in S3, from where it is read whole.");

    /// <summary>Takes what was read of a node.</summary>
    public void See(CommandInvocation invocation, OutputReading reading)
    {
        if (reading.Outputs.Any(output => output.IsTruncated))
        {
            _nodes.Add((invocation.InstanceId, invocation.InstanceName));
            _wentToS3 |= invocation.StandardOutputUrl.Length > 0 || invocation.Steps.Any(step => step.StandardOutputUrl.Length > 0);
        }
    }
}
