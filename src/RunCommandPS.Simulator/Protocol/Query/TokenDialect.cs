using System.Xml;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>The query protocol as STS speaks it.</summary>
/// <remarks>Source: the API reference of STS, common parameters and common errors.</remarks>
internal sealed class TokenDialect : IQueryDialect
{
    public string ApiVersion => "2011-06-15";

    public string SigningName => SignatureCheck.TokenService;

    private string Namespace => $"https://sts.amazonaws.com/doc/{ApiVersion}/";

    public (string Code, int Status, string Message) Own(ServiceException error)
    {
        var (code, status) = error.Code switch
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
        return (code, status, error.Message);
    }

    public void WriteReply(XmlWriter writer, string operation, string requestId, Action<XmlWriter> writeResult)
    {
        writer.WriteStartElement($"{operation}Response", Namespace);
        writer.WriteStartElement($"{operation}Result");
        writeResult(writer);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    public void WriteError(XmlWriter writer, string code, int status, string message, string requestId)
    {
        writer.WriteStartElement("ErrorResponse", Namespace);
        writer.WriteStartElement("Error");
        writer.WriteElementString("Type", status < 500 ? "Sender" : "Receiver");
        writer.WriteElementString("Code", code);
        writer.WriteElementString("Message", message);
        writer.WriteEndElement();
        writer.WriteElementString("RequestId", requestId);
        writer.WriteEndElement();
    }
}
