using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Protocol.Operations;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The protocol awsJson1.1: a POST to the root, the operation in a header, members in JSON.</summary>
internal sealed class JsonProtocol(IEnumerable<Operation> operations)
{
    private const string TargetPrefix = "AmazonSSM.";
    private const string JsonType = "application/x-amz-json-1.1";

    // The service escapes what JSON must have escaped, and nothing that only a web page would mind.
    private static readonly JsonWriterOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, Operation> _operations = operations.ToDictionary(
        operation => operation.Name, StringComparer.Ordinal);

    /// <summary>The call that a request is.</summary>
    public IServiceCall Read(HttpRequest request) => new Call(this, request, NameIn(request));

    /// <summary>The answer where there is an error.</summary>
    public static HttpReply Refuse(ServiceException error) => Reply(error.Status, writer =>
    {
        writer.WriteString("__type", error.Code);
        if (error.Message.Length > 0)
        {
            writer.WriteString(ErrorBody.MessageMember(error.Code), error.Message);
        }
    });

    private static string? NameIn(HttpRequest request) =>
        request is { Method: "POST", Path: "/" }
            && request.TryGetHeader("x-amz-target", out var target)
            && target.StartsWith(TargetPrefix, StringComparison.Ordinal)
            ? target[TargetPrefix.Length..]
            : null;

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

    private sealed class Call(JsonProtocol protocol, HttpRequest request, string? name) : IServiceCall
    {
        public string Operation => name ?? "";

        public bool IsKnown => protocol._operations.ContainsKey(Operation);

        public string SigningName => SignatureCheck.CommandService;

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

        public HttpReply Execute(Caller caller, TimeSpan skew)
        {
            var operation = protocol._operations[Operation];
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

        public HttpReply Refuse(ServiceException error, string requestId) => JsonProtocol.Refuse(error);

        public ServiceException? Misbehave(FaultKind kind) => null;
    }
}
