using System.Xml;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>What differs between services that speak the query protocol.</summary>
internal interface IQueryDialect
{
    /// <summary>Version of the API, which is in every request.</summary>
    string ApiVersion { get; }

    /// <summary>The name that requests are signed for.</summary>
    string SigningName { get; }

    /// <summary>The service's own words for errors of the Systems Manager front end.</summary>
    (string Code, int Status, string Message) Own(ServiceException error);

    /// <summary>Writes a response around the elements of a result.</summary>
    void WriteReply(XmlWriter writer, string operation, string requestId, Action<XmlWriter> writeResult);

    /// <summary>Writes an error.</summary>
    void WriteError(XmlWriter writer, string code, int status, string message, string requestId);
}
