namespace RunCommandPS.Waiting;

/// <summary>A node that is waited for and is not online.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="PingStatus">The service's last report on its agent; empty if the service lists no such node.</param>
internal readonly record struct AwaitedNode(string InstanceId, string PingStatus);
