namespace RunCommandPS.Waiting;

/// <summary>Is notified of what a wait for nodes sees.</summary>
internal interface INodeWaitObserver : IPollObserver
{
    /// <summary>A node is online. It is reported once, whatever happens to it later.</summary>
    ValueTask OnlineAsync(ManagedNode node);

    /// <summary>The time is up.</summary>
    /// <param name="missing">The nodes that are not online, as far as it is known which they are.</param>
    /// <param name="reason">The error.</param>
    ValueTask GivenUpAsync(IReadOnlyList<AwaitedNode> missing, RunCommandException reason);
}
