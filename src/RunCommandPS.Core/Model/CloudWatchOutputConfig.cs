namespace RunCommandPS;

/// <summary>Whether and where output goes to Amazon CloudWatch Logs.</summary>
public sealed record CloudWatchOutputConfig
{
    /// <summary>The log group, 1 to 512 characters; empty means <c>/aws/ssm/&lt;document&gt;</c>.</summary>
    public string CloudWatchLogGroupName { get; init; } = "";

    /// <summary>Whether output is sent there. Null if a request leaves it to the service, which takes false.</summary>
    public bool? CloudWatchOutputEnabled { get; init; }

    /// <inheritdoc/>
    public override string ToString() => (CloudWatchOutputEnabled, CloudWatchLogGroupName) switch
    {
        (true, "") => "Enabled",
        (true, var group) => group,
        _ => "",
    };
}
