using System.Xml;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>The query protocol as EC2 speaks it: results are in the response itself, and errors have a form of their own.</summary>
/// <remarks>Source: the API reference of EC2, common parameters and error codes.</remarks>
internal sealed class ComputeDialect : IQueryDialect
{
    public string ApiVersion => "2016-11-15";

    public string SigningName => SignatureCheck.ComputeService;

    public (string Code, int Status, string Message) Own(ServiceException error) => error.Code switch
    {
        ErrorCode.ValidationException or ErrorCode.SerializationException => (OwnerErrorCode.InvalidParameterValue, 400, error.Message),
        ErrorCode.InvalidNextToken => (OwnerErrorCode.InvalidParameterValue, 400, "The token is invalid."),
        ErrorCode.UnknownOperationException => ("InvalidAction", 400, error.Message),
        ErrorCode.MissingAuthenticationTokenException => ("AuthFailure", 401, error.Message),
        ErrorCode.UnrecognizedClientException or ErrorCode.InvalidSignatureException =>
            ("AuthFailure", 401, "AWS was not able to validate the provided access credentials"),
        ErrorCode.ExpiredTokenException => ("RequestExpired", 400, "Request has expired."),
        ErrorCode.AccessDeniedException => ("UnauthorizedOperation", 403, error.Message),
        ErrorCode.ThrottlingException => ("RequestLimitExceeded", 503, "Request limit exceeded."),
        OwnerErrorCode.ServiceUnavailable => ("Unavailable", 503, error.Message),
        ErrorCode.InternalServerError => ("InternalError", 500, error.Message),
        _ => (error.Code, error.Status, error.Message),
    };

    public void WriteReply(XmlWriter writer, string operation, string requestId, Action<XmlWriter> writeResult)
    {
        writer.WriteStartElement($"{operation}Response", $"http://ec2.amazonaws.com/doc/{ApiVersion}/");
        writer.WriteElementString("requestId", requestId);
        writeResult(writer);
        writer.WriteEndElement();
    }

    public void WriteError(XmlWriter writer, string code, int status, string message, string requestId)
    {
        writer.WriteStartElement("Response");
        writer.WriteStartElement("Errors");
        writer.WriteStartElement("Error");
        writer.WriteElementString("Code", code);
        writer.WriteElementString("Message", message);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteElementString("RequestID", requestId);
        writer.WriteEndElement();
    }
}
