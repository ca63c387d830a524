using System.Diagnostics;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Faults;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>Answers one request after another, each in its protocol: the caller, the operation and the result.</summary>
internal sealed class RequestHandler(
    Protocols protocols, SignatureCheck signature, FaultList faults, RequestLog log, HostCheck host, TimeProvider clock)
{
    private static readonly byte[] WebPage =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to this network.</body></html>"u8.ToArray();

    /// <summary>Answers a request. Whatever goes wrong becomes a typed error of the service.</summary>
    public HttpReply Handle(HttpRequest request)
    {
        var time = clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var requestId = Guid.NewGuid().ToString("D");
        var name = "";
        var errorCode = "";
        var call = protocols.Read(request);
        var skew = TimeSpan.Zero;
        var latency = TimeSpan.Zero;
        HttpReply reply;
        try
        {
            host.Verify(request);
            name = call.Operation;
            if (call.IsKnown)
            {
                skew = faults.Time(FaultKind.ClockSkew, name);
                latency = faults.Time(FaultKind.Latency, name);
            }

            reply = Answer(request, call, skew, requestId) with { IsHeadOnly = call.IsHeadOnly };
        }
        catch (ServiceException error)
        {
            errorCode = error.Code;
            reply = call.Refuse(error, requestId);
        }
        catch (Exception)
        {
            // A bug of the simulator. The client gets the service's error for that, and the next request is served.
            errorCode = ErrorCode.InternalServerError;
            reply = call.Refuse(new ServiceException(errorCode, "An error occurred on the server side.", 500), requestId);
        }

        // Before the answer is sent, so that a client that has the answer also finds the request here.
        log.Add(new RecordedRequest(name, time, reply.Status, errorCode, requestId)
        {
            Content = request.Body,
            Duration = Stopwatch.GetElapsedTime(started),
        });
        return reply with { RequestId = requestId, Latency = latency, ClockSkew = skew };
    }

    /// <summary>Answers bytes that are not a request.</summary>
    public static HttpReply Refuse(HttpFormatException error) =>
        JsonProtocol.Refuse(new ServiceException(ErrorCode.SerializationException, error.Message, error.Status)) with
        {
            RequestId = Guid.NewGuid().ToString("D"),
        };

    private HttpReply Answer(HttpRequest request, IServiceCall call, TimeSpan skew, string requestId)
    {
        call.Verify();
        var caller = signature.Verify(request, call.SigningName, skew);
        var fault = call.IsKnown ? faults.Next(call.Operation) : null;
        if (fault is { Kind: FaultKind.HalfReply })
        {
            return call.Execute(caller, requestId, skew) with { Ending = HttpEnding.Half };
        }

        if (fault is { AfterAcceptance: true, Kind: not (FaultKind.Throttle or FaultKind.AccessDenied or FaultKind.ExpiredToken) })
        {
            call.Execute(caller, requestId, skew);
        }

        return fault is null ? call.Execute(caller, requestId, skew) : Misbehave(fault.Kind, call, caller);
    }

    private static HttpReply Misbehave(FaultKind kind, IServiceCall call, Caller caller) => kind switch
    {
        _ when call.Misbehave(kind) is { } own => throw own,
        FaultKind.Throttle => throw new ServiceException(ErrorCode.ThrottlingException, "Rate exceeded"),
        FaultKind.AccessDenied => throw new ServiceException(
            ErrorCode.AccessDeniedException,
            $"User: {caller.Arn} is not authorized to perform: {call.SigningName}:{call.Operation}"),
        FaultKind.ExpiredToken =>
            throw new ServiceException(ErrorCode.ExpiredTokenException, "The security token included in the request is expired"),
        FaultKind.ServiceUnavailable => throw new ServiceException(OwnerErrorCode.ServiceUnavailable, "Service is unavailable", 503),
        FaultKind.HtmlReply => new HttpReply(200, "text/html", WebPage),
        FaultKind.Hang => HttpReply.Hang,
        FaultKind.Reset => HttpReply.Reset,
        FaultKind.Close => HttpReply.Silence,
        _ => throw new ServiceException(ErrorCode.InternalServerError, "An error occurred on the server side.", 500),
    };
}
