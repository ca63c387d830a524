using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>An S3 request.</summary>
internal sealed class StorageCall(ObjectEndpoint objects, HttpRequest request, ObjectRequest target) : IServiceCall
{
    public string Operation => target.Operation;

    public bool IsKnown => Operation.Length > 0;

    public string SigningName => SignatureCheck.StorageService;

    public bool IsHeadOnly => target.Method == "HEAD";

    // Only signed requests are told what does not exist here.
    public void Verify()
    {
    }

    public HttpReply Execute(Caller caller, string requestId, TimeSpan skew) => objects.Answer(request, target);

    public HttpReply Refuse(ServiceException error, string requestId) => ObjectEndpoint.Refuse(error, target);

    // Source: the list of error responses in the API reference of S3.
    public ServiceException? Misbehave(FaultKind kind) => kind switch
    {
        FaultKind.Throttle => new ServiceException("SlowDown", "Please reduce your request rate.", 503),
        FaultKind.AccessDenied => new ServiceException("AccessDenied", "Access Denied", 403),
        _ => null,
    };
}
