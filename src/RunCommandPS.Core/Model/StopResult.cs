using RunCommandPS.Connection;
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>The result of stopping a command. Stopping is best effort, so every node is in exactly one of the four lists.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record StopResult : IConnectedObject
{
    /// <summary>Id of the command that was cancelled.</summary>
    public string CommandId { get; init; } = "";

    /// <summary>The document that ran.</summary>
    public string DocumentName { get; init; } = "";

    /// <summary>The command's status when it was last seen.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>Nodes that were cancelled.</summary>
    public IReadOnlyList<string> Stopped { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>Nodes that had ended, successfully or not, by the time the service was asked to cancel them.</summary>
    public IReadOnlyList<string> AlreadyFinished { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>Nodes that were open when the service was asked to cancel them, but ended by themselves anyway.</summary>
    public IReadOnlyList<string> FinishedAnyway { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>Nodes that have not ended, or that the service does not report, as far as their ids are known.</summary>
    public IReadOnlyList<string> NotResponding { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>How many nodes have not ended, including those whose ids are not known.</summary>
    public int NotRespondingCount { get; init; }

    /// <summary>Whether nothing is running any longer.</summary>
    public bool HasStopped => NotRespondingCount == 0;

    /// <summary>The region of the command.</summary>
    public string Region => Origin.Region;

    /// <summary>The account it is in, 12 digits; empty if it is not known.</summary>
    public string Account => Origin.Account;

    /// <summary>The endpoint of the command.</summary>
    public Uri? Endpoint => Origin.Endpoint;

    /// <summary>The profile it was reached with; null if none was specified.</summary>
    public string? ProfileName => Origin.Connection.ProfileName;

    /// <summary>ARN of the role it was reached with; null if none was specified.</summary>
    public string? RoleArn => Origin.Connection.RoleArn;

    /// <summary>Where the command is and how to reach it again.</summary>
    internal ConnectionOrigin Origin { get; init; } = ConnectionOrigin.None;

    ConnectionOrigin IConnectedObject.Origin => Origin;

    /// <inheritdoc/>
    public override string ToString() => CommandId;
}
