using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Protocol.Query;
using RunCommandPS.Simulator.Protocol.Storage;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The protocols of the services there are.</summary>
/// <param name="Json">That of Systems Manager and of CloudWatch Logs.</param>
/// <param name="Query">That of STS and of EC2.</param>
/// <param name="Objects">That of S3.</param>
internal sealed record Protocols(JsonProtocol Json, QueryProtocol Query, ObjectEndpoint Objects)
{
    /// <summary>The call that a request is.</summary>
    public IServiceCall Read(HttpRequest request) =>
        ObjectRequest.Is(request) ? new StorageCall(Objects, request, ObjectRequest.Read(request))
            : Query.TryRead(request) ?? Json.Read(request);
}
