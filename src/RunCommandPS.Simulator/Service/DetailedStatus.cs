namespace RunCommandPS.Simulator.Service;

/// <summary>Values of StatusDetails that are no status of their own. On the wire they have no spaces.</summary>
internal static class DetailedStatus
{
    public const string ExecutionTimedOut = "ExecutionTimedOut";

    public const string DeliveryTimedOut = "DeliveryTimedOut";

    public const string Undeliverable = "Undeliverable";

    public const string InvalidPlatform = "InvalidPlatform";

    public const string AccessDenied = "AccessDenied";

    public const string Terminated = "Terminated";

    public const string Incomplete = "Incomplete";

    public const string NoInstancesInTag = "NoInstancesInTag";

    public const string RateExceeded = "RateExceeded";

    public const string FailedDueToAlarm = "FailedDueToAlarm";
}
