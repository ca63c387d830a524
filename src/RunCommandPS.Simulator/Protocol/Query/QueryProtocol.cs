using System.Text;
using System.Xml;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>The query protocol: a POST of a form, answered in XML.</summary>
/// <param name="services">The services that speak it. What is in none of their versions is for the first.</param>
internal sealed class QueryProtocol(IReadOnlyList<QueryService> services)
{
    /// <summary>Reads a request as a call; null if it is in another protocol.</summary>
    public IServiceCall? TryRead(HttpRequest request) => QueryForm.TryRead(request) is { } form
        ? new Call(services.FirstOrDefault(service => service.Dialect.ApiVersion == form.ApiVersion) ?? services[0], form)
        : null;

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

    private sealed class Call(QueryService service, QueryForm form) : IServiceCall
    {
        public string Operation => form.Operation;

        public bool IsKnown => form.ApiVersion == service.Dialect.ApiVersion && service.Operations.ContainsKey(Operation);

        public string SigningName => service.Dialect.SigningName;

        public bool IsHeadOnly => false;

        public void Verify()
        {
            if (!IsKnown)
            {
                throw new ServiceException(
                    ErrorCode.UnknownOperationException, $"Could not find operation {Operation} for version {form.ApiVersion}");
            }
        }

        public HttpReply Execute(Caller caller, string requestId, TimeSpan skew)
        {
            var operation = service.Operations[Operation];
            var members = form.Members(operation.Input);
            ShapeCheck.Check(members, operation.Input);
            return Xml(200, writer => service.Dialect.WriteReply(
                writer, Operation, requestId, inner => operation.Execute(members, caller, inner)));
        }

        public HttpReply Refuse(ServiceException error, string requestId)
        {
            var (code, status, message) = service.Dialect.Own(error);
            return Xml(status, writer => service.Dialect.WriteError(writer, code, status, message, requestId));
        }

        public ServiceException? Misbehave(FaultKind kind) => null;
    }
}
