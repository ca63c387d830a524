namespace RunCommandPS.Sending;

/// <summary>One thing that comes down the pipeline to be sent: a node for the command at hand, or a whole request of its own.</summary>
internal abstract record SendItem
{
    private SendItem()
    {
    }

    /// <summary>A node, by an id that matches <see cref="ServiceLimits.InstanceIdPattern"/>.</summary>
    public sealed record Node(string InstanceId) : SendItem;

    /// <summary>A request that names its own nodes.</summary>
    public sealed record Request(SendCommandRequest Content) : SendItem;
}
