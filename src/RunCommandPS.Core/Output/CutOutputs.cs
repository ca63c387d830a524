namespace RunCommandPS.Output;

/// <summary>Remembers the nodes whose output could not be read completely, in whatever form it is shown.</summary>
internal sealed class CutOutputs
{
    private readonly HashSet<(string InstanceId, string Name)> _nodes = [];
    private bool _wentToS3;

    /// <summary>The warning about them; null if everything was complete.</summary>
    public string? Warning => _nodes.Count == 0 ? null
        : $"The output of {(_nodes.Count == 1 ? "1 node" : $"{_nodes.Count} nodes")} is truncated: {NodeListText.Of(_nodes)}. "
            + $"The service keeps {ServiceLimits.StandardOutputMaximumLength:N0} characters of standard output and "
            + $"{ServiceLimits.StandardErrorMaximumLength:N0} of standard error per step. "
            + (_wentToS3 ? "All of it went to S3, but could not be read from there."
                : "With Send-RunCommand -OutputS3BucketName, all of it is kept in S3 and read from there.");

    /// <summary>Takes what was read from a node.</summary>
    public void See(CommandInvocation invocation, OutputReading reading)
    {
        if (reading.Outputs.Any(output => output.IsTruncated))
        {
            _nodes.Add((invocation.InstanceId, invocation.InstanceName));
            _wentToS3 |= invocation.StandardOutputUrl.Length > 0 || invocation.Steps.Any(step => step.StandardOutputUrl.Length > 0);
        }
    }
}
