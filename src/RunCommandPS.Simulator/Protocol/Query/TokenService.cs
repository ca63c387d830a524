using System.Globalization;
using System.Text.Json;
using System.Xml;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>GetCallerIdentity and AssumeRole.</summary>
/// <param name="keys">Issues keys.</param>
/// <param name="roles">ARNs of the existing roles. CHOICE: every caller with keys may assume each.</param>
/// <remarks>Source: the API reference of STS, version 2011-06-15.</remarks>
internal sealed class TokenService(KeyRing keys, IReadOnlyList<string> roles)
{
    private const int DefaultSeconds = 3600;
    private const int ChainingMaximumSeconds = 3600;

    private static readonly Shape AssumeRoleInput = Shape.Structure(
        new("RoleArn", Shape.Text(20, 2048), IsRequired: true),
        new("RoleSessionName", Shape.Text(2, 64, @"[\w+=,.@-]*"), IsRequired: true),
        new("DurationSeconds", Shape.Number(900, 43200)),
        new("ExternalId", Shape.Text(2, 1224, @"[\w+=,.@:\/-]*")));

    /// <summary>The operations.</summary>
    public IReadOnlyList<QueryOperation> All =>
    [
        new(OtherOperations.GetCallerIdentity, Shape.Structure(), GetCallerIdentity),
        new(OtherOperations.AssumeRole, AssumeRoleInput, AssumeRole),
    ];

    private static void GetCallerIdentity(JsonElement body, Caller caller, XmlWriter writer)
    {
        writer.WriteElementString("Arn", caller.Arn);
        writer.WriteElementString("UserId", caller.UserId);
        writer.WriteElementString("Account", caller.Account);
    }

    private void AssumeRole(JsonElement body, Caller caller, XmlWriter writer)
    {
        var role = body.Text("RoleArn")!;
        if (!roles.Contains(role, StringComparer.Ordinal))
        {
            throw new ServiceException(
                ErrorCode.AccessDeniedException, $"User: {caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {role}");
        }

        var seconds = body.Number("DurationSeconds") ?? DefaultSeconds;
        if (caller.IsRole && seconds > ChainingMaximumSeconds)
        {
            throw new ServiceException(
                ErrorCode.ValidationException,
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }

        var session = Caller.Session(role, body.Text("RoleSessionName")!);
        var issued = keys.Issue(session, TimeSpan.FromSeconds(seconds));
        writer.WriteStartElement("AssumedRoleUser");
        writer.WriteElementString("AssumedRoleId", session.UserId);
        writer.WriteElementString("Arn", session.Arn);
        writer.WriteEndElement();
        writer.WriteStartElement("Credentials");
        writer.WriteElementString("AccessKeyId", issued.AccessKeyId);
        writer.WriteElementString("SecretAccessKey", issued.SecretAccessKey);
        writer.WriteElementString("SessionToken", issued.SessionToken);
        writer.WriteElementString(
            "Expiration", issued.Expiration!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteEndElement();
    }
}
