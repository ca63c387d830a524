using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Faults;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Protocol.Operations;
using RunCommandPS.Simulator.Protocol.Storage;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>
/// Answers one request after another, in the protocol awsJson1.1 or, for what lies in buckets, in S3's: who asks, for
/// what, with which members, and what came of it.
/// </summary>
internal sealed class RequestHandler(
    IEnumerable<Operation> operations, SignatureCheck signature, FaultList faults, RequestLog log, ObjectEndpoint objects, HostCheck host,
    TimeProvider clock)
{
    private const string TargetPrefix = "AmazonSSM.";
    private const string JsonType = "application/x-amz-json-1.1";

    // The service escapes what JSON must have escaped, and nothing that only a web page would mind.
    private static readonly JsonWriterOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] WebPage =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in to this network.</body></html>"u8.ToArray();

    private readonly Dictionary<string, Operation> _operations = operations.ToDictionary(
        operation => operation.Name, StringComparer.Ordinal);

    /// <summary>Answers a request. Whatever goes wrong becomes a typed error of the service.</summary>
    public HttpReply Handle(HttpRequest request)
    {
        var time = clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var requestId = Guid.NewGuid().ToString("D");
        var name = "";
        var errorCode = "";
        var target = ObjectRequest.Is(request) ? ObjectRequest.Read(request) : null;
        var skew = TimeSpan.Zero;
        var latency = TimeSpan.Zero;
        HttpReply reply;
        try
        {
            host.Verify(request);
            name = target?.Operation ?? OperationName(request);
            if (target is null ? _operations.ContainsKey(name) : name.Length > 0)
            {
                skew = faults.Time(FaultKind.ClockSkew, name);
                latency = faults.Time(FaultKind.Latency, name);
            }

            reply = Answer(request, name, target, skew) with { IsHeadOnly = target?.Method == "HEAD" };
        }
        catch (ServiceException error)
        {
            errorCode = error.Code;
            reply = Error(error, target);
        }
        catch (Exception)
        {
            // A fault of the simulator's own. The client gets the service's word for that, and the next request is served.
            errorCode = ErrorCode.InternalServerError;
            reply = Error(new ServiceException(errorCode, "An error occurred on the server side.", 500), target);
        }

        // Before the answer leaves, so that who has the answer also finds the request here.
        log.Add(new RecordedRequest(name, Encoding.UTF8.GetString(request.Body.Span), time, reply.Status, errorCode, requestId)
        {
            Duration = Stopwatch.GetElapsedTime(started),
        });
        return reply with { RequestId = requestId, Latency = latency, ClockSkew = skew };
    }

    /// <summary>Answers bytes that are no request.</summary>
    public static HttpReply Refuse(HttpFormatException error) =>
        Error(new ServiceException(ErrorCode.SerializationException, error.Message, error.Status)) with
        {
            RequestId = Guid.NewGuid().ToString("D"),
        };

    private static string OperationName(HttpRequest request) =>
        request is { Method: "POST", Path: "/" }
            && request.TryGetHeader("x-amz-target", out var target)
            && target.StartsWith(TargetPrefix, StringComparison.Ordinal)
            ? target[TargetPrefix.Length..]
            : throw new ServiceException(
                ErrorCode.UnknownOperationException, "An operation is a POST to / with the header X-Amz-Target.", 404);

    private static JsonDocument Parse(HttpRequest request)
    {
        try
        {
            return JsonDocument.Parse(request.Body);
        }
        catch (JsonException error)
        {
            throw new ServiceException(ErrorCode.SerializationException, $"The request body is not JSON: {error.Message}");
        }
    }

    private static HttpReply Error(ServiceException error, ObjectRequest? target) =>
        target is null ? Error(error) : ObjectEndpoint.Refuse(error, target);

    private static HttpReply Error(ServiceException error) => Reply(error.Status, writer =>
    {
        writer.WriteString("__type", error.Code);
        if (error.Message.Length > 0)
        {
            writer.WriteString(ErrorBody.MessageMember(error.Code), error.Message);
        }
    });

    private static HttpReply Reply(int status, Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, PlainText))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return new HttpReply(status, JsonType, buffer.WrittenMemory);
    }

    private HttpReply Answer(HttpRequest request, string name, ObjectRequest? target, TimeSpan skew)
    {
        if (target is null && !_operations.ContainsKey(name))
        {
            throw new ServiceException(ErrorCode.UnknownOperationException, $"There is no operation {name}.");
        }

        signature.Verify(request, target is null ? SignatureCheck.CommandService : SignatureCheck.StorageService, skew);
        var fault = name.Length > 0 ? faults.Next(name) : null;
        if (fault is { Kind: FaultKind.HalfReply })
        {
            return Execute(request, name, target) with { Ending = HttpEnding.Half };
        }

        if (fault is { AfterAcceptance: true, Kind: not (FaultKind.Throttle or FaultKind.AccessDenied or FaultKind.ExpiredToken) })
        {
            Execute(request, name, target);
        }

        return fault is null
            ? Execute(request, name, target)
            : target is null ? Misbehave(fault.Kind, name) : MisbehaveAsStorage(fault.Kind, name);
    }

    private HttpReply Execute(HttpRequest request, string name, ObjectRequest? target) =>
        target is null ? Execute(request, _operations[name]) : objects.Answer(request, target);

    private static HttpReply Execute(HttpRequest request, Operation operation)
    {
        using var body = Parse(request);
        try
        {
            ShapeCheck.Check(body.RootElement, operation.Input);
        }
        catch (InvalidOperationException)
        {
            // Text that is escaped as half a surrogate pair is JSON, and no text.
            throw new ServiceException(ErrorCode.SerializationException, "The request body holds text that is no Unicode.");
        }

        return Reply(200, writer => operation.Execute(body.RootElement, writer));
    }

    // Source: the list of error responses in the API reference of S3.
    private static HttpReply MisbehaveAsStorage(FaultKind kind, string operation) => kind switch
    {
        FaultKind.Throttle => throw new ServiceException("SlowDown", "Please reduce your request rate.", 503),
        FaultKind.AccessDenied => throw new ServiceException("AccessDenied", "Access Denied", 403),
        _ => Misbehave(kind, operation),
    };

    private static HttpReply Misbehave(FaultKind kind, string operation) => kind switch
    {
        FaultKind.Throttle => throw new ServiceException(ErrorCode.ThrottlingException, "Rate exceeded"),
        FaultKind.AccessDenied => throw new ServiceException(
            ErrorCode.AccessDeniedException,
            $"User: arn:aws:iam::{AccountSettings.AccountId}:user/operator is not authorized to perform: ssm:{operation}"),
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
