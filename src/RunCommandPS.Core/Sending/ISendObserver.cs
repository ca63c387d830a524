namespace RunCommandPS.Sending;

/// <summary>Is notified of everything a send does, in the order it happens.</summary>
internal interface ISendObserver
{
    /// <summary>A command was accepted.</summary>
    ValueTask SentAsync(Command command, SendCommandRequest request);

    /// <summary>A command was found whose answer had been lost. <see cref="SentAsync"/> comes next, as if it had been answered.</summary>
    ValueTask FoundAsync(Command command, SendCommandRequest request);

    /// <summary>A request was refused or got lost; the others continue.</summary>
    ValueTask FailedAsync(SendFailure failure);

    /// <summary>A request was throttled, and is retried.</summary>
    /// <param name="request">The request.</param>
    /// <param name="waited">How long it has been tried.</param>
    ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited);

    /// <summary>Nodes were left out, because the service does not accept commands for them.</summary>
    ValueTask SkippedAsync(IReadOnlyList<string> instanceIds);
}

/// <summary>Is notified of what is sent to several places, too.</summary>
internal interface IPlacedSendObserver : ISendObserver
{
    /// <summary>One of the places can't be reached, and was not sent anything; the others continue.</summary>
    /// <param name="error">Why.</param>
    /// <param name="notSent">What was to be sent there.</param>
    ValueTask UnreachableAsync(RunCommandException error, IReadOnlyList<SendCommandRequest> notSent);
}

/// <summary>A request that was not (or perhaps not) accepted.</summary>
/// <param name="Error">Why.</param>
/// <param name="Request">The request, with its nodes.</param>
/// <param name="InvalidNodes">The nodes for which it was refused, if the service could identify them.</param>
internal sealed record SendFailure(RunCommandException Error, SendCommandRequest Request, IReadOnlyList<string> InvalidNodes);
