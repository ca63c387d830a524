using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The protocol awsJson1.1: a POST to the root, the operation in a header, members in JSON.</summary>
/// <param name="services">The services that speak it. What names none of them is for the first.</param>
internal sealed class JsonProtocol(IReadOnlyList<JsonService> services)
{
    private const string JsonType = "application/x-amz-json-1.1";

    // The service escapes what JSON requires, and nothing that matters only to a web page.
    private static readonly JsonWriterOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a request as a call.</summary>
    public IServiceCall Read(HttpRequest request)
    {
        var target = TargetOf(request);
        var service = services.FirstOrDefault(one => target?.StartsWith(one.TargetPrefix, StringComparison.Ordinal) == true);
        return new Call(service ?? services[0], request, service is null ? null : target![service.TargetPrefix.Length..]);
    }

    /// <summary>The answer for an error.</summary>
    public static HttpReply Refuse(ServiceException error) => Reply(error.Status, writer =>
    {
        writer.WriteString("__type", error.Code);
        if (error.Message.Length > 0)
        {
            writer.WriteString(ErrorBody.MessageMember(error.Code), error.Message);
        }
    });

    private static string? TargetOf(HttpRequest request) =>
        request is { Method: "POST", Path: "/" } && request.TryGetHeader("x-amz-target", out var target) ? target : null;

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

    private sealed class Call(JsonService service, HttpRequest request, string? name) : IServiceCall
    {
        public string Operation => name ?? "";

        public bool IsKnown => service.Operations.ContainsKey(Operation);

        public string SigningName => service.SigningName;

        public bool IsHeadOnly => false;

        public void Verify()
        {
            if (name is null)
            {
                throw new ServiceException(
                    ErrorCode.UnknownOperationException, "An operation is a POST to / with the header X-Amz-Target.", 404);
            }

            if (!IsKnown)
            {
                throw new ServiceException(ErrorCode.UnknownOperationException, $"There is no operation {name}.");
            }
        }

        public HttpReply Execute(Caller caller, string requestId, TimeSpan skew)
        {
            var operation = service.Operations[Operation];
            using var body = Parse(request);
            try
            {
                ShapeCheck.Check(body.RootElement, operation.Input);
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair as an escape is valid JSON but not valid text.
                throw new ServiceException(ErrorCode.SerializationException, "The request body holds text that is no Unicode.");
            }

            return Reply(200, writer =>
            {
                if (operation.ExecuteSkewed is { } execute)
                {
                    execute(body.RootElement, writer, skew);
                }
                else
                {
                    operation.Execute(body.RootElement, writer);
                }
            });
        }

        public HttpReply Refuse(ServiceException error, string requestId) => JsonProtocol.Refuse(service.Own(error));

        public ServiceException? Misbehave(FaultKind kind) => null;
    }
}
