using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>A request as the protocol of its service reads it.</summary>
internal interface IServiceCall
{
    /// <summary>The operation asked for; empty if none could be read.</summary>
    string Operation { get; }

    /// <summary>Whether there is such an operation here, so that faults can meet it.</summary>
    bool IsKnown { get; }

    /// <summary>The name that the request must be signed for.</summary>
    string SigningName { get; }

    /// <summary>Whether the answer has no body, as that to HEAD.</summary>
    bool IsHeadOnly { get; }

    /// <summary>Refuses what nobody needs to sign to be told that it is not here.</summary>
    /// <exception cref="ServiceException">There is no such operation.</exception>
    void Verify();

    /// <summary>Carries it out.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestId">The id the answer has.</param>
    /// <param name="skew">How much the service's clock is ahead of what it should be.</param>
    /// <exception cref="ServiceException">It is refused.</exception>
    HttpReply Execute(Caller caller, string requestId, TimeSpan skew);

    /// <summary>The answer where there is an error.</summary>
    HttpReply Refuse(ServiceException error, string requestId);

    /// <summary>What the service says where a fault throttles it or denies access; null for what Systems Manager says.</summary>
    ServiceException? Misbehave(FaultKind kind);
}
