using System.Text;
using System.Xml;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>The query protocol as STS speaks it: a POST of a form, answered in XML.</summary>
/// <remarks>Source: the API reference of STS, common parameters and common errors.</remarks>
internal sealed class QueryProtocol(IEnumerable<QueryOperation> operations)
{
    private const string ApiVersion = "2011-06-15";
    private const string Namespace = $"https://sts.amazonaws.com/doc/{ApiVersion}/";

    private readonly Dictionary<string, QueryOperation> _operations = operations.ToDictionary(
        operation => operation.Name, StringComparer.Ordinal);

    /// <summary>The call that a request is; null where it is in another protocol.</summary>
    public IServiceCall? TryRead(HttpRequest request) => QueryForm.TryRead(request) is { } form ? new Call(this, form) : null;

    private static HttpReply Xml(int status, Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(
            buffer,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                OmitXmlDeclaration = true,
                CheckCharacters = false,
            }))
        {
            write(writer);
        }

        return new HttpReply(status, "text/xml", buffer.ToArray());
    }

    // The service's own words for what the front end of Systems Manager says in others.
    private static (string Code, int Status) Own(ServiceException error) => error.Code switch
    {
        ErrorCode.ValidationException or ErrorCode.SerializationException => ("ValidationError", 400),
        ErrorCode.UnknownOperationException => ("InvalidAction", 400),
        ErrorCode.MissingAuthenticationTokenException => ("MissingAuthenticationToken", 403),
        ErrorCode.UnrecognizedClientException => ("InvalidClientTokenId", 403),
        ErrorCode.InvalidSignatureException => ("SignatureDoesNotMatch", 403),
        ErrorCode.ExpiredTokenException => ("ExpiredToken", 403),
        ErrorCode.AccessDeniedException => ("AccessDenied", 403),
        ErrorCode.ThrottlingException => ("Throttling", 400),
        ErrorCode.InternalServerError => ("InternalFailure", 500),
        _ => (error.Code, error.Status),
    };

    private sealed class Call(QueryProtocol protocol, QueryForm form) : IServiceCall
    {
        public string Operation => form.Operation;

        public bool IsKnown => form.ApiVersion == ApiVersion && protocol._operations.ContainsKey(Operation);

        public string SigningName => SignatureCheck.TokenService;

        public bool IsHeadOnly => false;

        public void Verify()
        {
            if (!IsKnown)
            {
                throw new ServiceException(
                    ErrorCode.UnknownOperationException, $"Could not find operation {Operation} for version {form.ApiVersion}");
            }
        }

        public HttpReply Execute(Caller caller, TimeSpan skew)
        {
            var operation = protocol._operations[Operation];
            var members = form.Members(operation.Input);
            ShapeCheck.Check(members, operation.Input);
            return Xml(200, writer =>
            {
                writer.WriteStartElement($"{Operation}Response", Namespace);
                writer.WriteStartElement($"{Operation}Result");
                operation.Execute(members, caller, writer);
                writer.WriteEndElement();
                writer.WriteEndElement();
            });
        }

        public HttpReply Refuse(ServiceException error, string requestId)
        {
            var (code, status) = Own(error);
            return Xml(status, writer =>
            {
                writer.WriteStartElement("ErrorResponse", Namespace);
                writer.WriteStartElement("Error");
                writer.WriteElementString("Type", status < 500 ? "Sender" : "Receiver");
                writer.WriteElementString("Code", code);
                writer.WriteElementString("Message", error.Message);
                writer.WriteEndElement();
                writer.WriteElementString("RequestId", requestId);
                writer.WriteEndElement();
            });
        }

        public ServiceException? Misbehave(FaultKind kind) => null;
    }
}
