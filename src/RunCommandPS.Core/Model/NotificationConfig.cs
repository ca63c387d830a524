using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>Which status changes are published to an Amazon SNS topic.</summary>
/// <remarks>Records are compared member by member, and lists by reference.</remarks>
public sealed record NotificationConfig
{
    /// <summary>ARN of the topic; empty if none was specified.</summary>
    public string NotificationArn { get; init; } = "";

    /// <summary>Events to publish, of <see cref="NotificationEvent"/>; none means all.</summary>
    public IReadOnlyList<string> NotificationEvents { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>One of <see cref="RunCommandPS.NotificationType"/>; empty means Command.</summary>
    public string NotificationType { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => NotificationArn;
}
