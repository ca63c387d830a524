namespace RunCommandPS;

/// <summary>What to request from ListCommands and ListCommandInvocations. Null members do not narrow the result.</summary>
public sealed record CommandQuery
{
    /// <summary>One command.</summary>
    public string? CommandId { get; init; }

    /// <summary>One node.</summary>
    public string? InstanceId { get; init; }

    /// <summary>One status.</summary>
    public string? Status { get; init; }

    /// <summary>One document.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Sent after this moment.</summary>
    public DateTimeOffset? InvokedAfter { get; init; }

    /// <summary>Sent before this moment.</summary>
    public DateTimeOffset? InvokedBefore { get; init; }

    /// <summary>Whether invocations bring their steps and output (ListCommandInvocations only).</summary>
    public bool Details { get; init; }

    /// <summary>Largest page, 1 to 50.</summary>
    public int PageSize { get; init; } = ServiceLimits.PageSizeMaximum;
}

/// <summary>One page of a list and how to ask for the next.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The page.</param>
/// <param name="NextToken">Token for the next page; null after the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);
