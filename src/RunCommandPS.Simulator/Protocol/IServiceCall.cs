using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>A request as the protocol of its service reads it.</summary>
internal interface IServiceCall
{
    /// <summary>The requested operation; empty if none could be read.</summary>
    string Operation { get; }

    /// <summary>Whether there is such an operation here, so that faults can apply to it.</summary>
    bool IsKnown { get; }

    /// <summary>The name that the request must be signed for.</summary>
    string SigningName { get; }

    /// <summary>Whether the answer has no body, as for HEAD.</summary>
    bool IsHeadOnly { get; }

    /// <summary>Refuses what does not exist here, even without a signature.</summary>
    /// <exception cref="ServiceException">There is no such operation.</exception>
    void Verify();

    /// <summary>Carries it out.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="requestId">The id of the answer.</param>
    /// <param name="skew">How much the service's clock is ahead.</param>
    /// <exception cref="ServiceException">It is refused.</exception>
    HttpReply Execute(Caller caller, string requestId, TimeSpan skew);

    /// <summary>The answer for an error.</summary>
    HttpReply Refuse(ServiceException error, string requestId);

    /// <summary>The service's error if a fault throttles it or denies access; null for that of Systems Manager.</summary>
    ServiceException? Misbehave(FaultKind kind);
}
