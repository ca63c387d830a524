using System.Management.Automation;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Credentials;

/// <summary>
/// Reads credentials from the objects that users have them in: those of AWS.Tools, what AWS STS and the AWS CLI return, hashtables,
/// PSCredential. No message shows a value, because any of them may be a secret.
/// </summary>
internal static class CredentialReader
{
    private const string Expected =
        "Specify AWS.Tools credentials (Get-AWSCredential), what Use-STSRole or Get-STSSessionToken returned, a hashtable with "
            + "AccessKeyId, SecretAccessKey and SessionToken, or a PSCredential with an access key as the user name and its secret key as "
            + "the password.";

    private static readonly string[] AccessKeys = ["AccessKeyId", "AccessKey", "AWS_ACCESS_KEY_ID", "aws_access_key_id"];
    private static readonly string[] SecretKeys = ["SecretAccessKey", "SecretKey", "AWS_SECRET_ACCESS_KEY"];
    private static readonly string[] Tokens = ["SessionToken", "Token", "AWS_SESSION_TOKEN"];

    private static readonly string[] StsNames = ["AccessKeyId", "SecretAccessKey", "SessionToken"];

    // What comes with the keys and need not be read: the service reports their expiration, and its clock decides.
    private static readonly string[] Others = ["Expiration", "AWS_CREDENTIAL_EXPIRATION", "Version", "AccountId"];

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidInputException">There are none, or half of them is missing.</exception>
    public static GivenCredential Read(object? value) =>
        Of(value) ?? throw InputErrors.Input($"{Name(value)} does not contain AWS credentials.", Expected);

    private static GivenCredential? Of(object? value) => MemberReader.Unwrap(value) switch
    {
        null or string => null,
        GivenCredential given => given,
        PSCredential { UserName: var key, Password: { Length: > 0 } password } when key.Length > 0 =>
            new(new SourceKeys(key, SecretTransformationAttribute.Of(password), null)),
        _ when MemberReader.CanRead(value) => OfMembers(MemberReader.Members(value!)),
        { } typed => OfProperties(typed) ?? (ToolsCredentials.Of(typed) is { } source ? new GivenCredential(source) : null),
    };

    private static GivenCredential? OfMembers(Dictionary<string, object?> members)
    {
        // What AWS STS returned: the identity of the caller or the role comes with them.
        if (members.TryGetValue("Credentials", out var inner) && inner is not null && MemberReader.CanRead(inner))
        {
            return OfMembers(MemberReader.Members(inner));
        }

        var known = AccessKeys.Concat(SecretKeys).Concat(Tokens).Concat(Others).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = AccessKeys.Concat(SecretKeys).Concat(Tokens);
        return !names.Any(members.ContainsKey) ? null
            : members.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
                ? throw InputErrors.Input($"Credentials have no member '{unknown}'.", Expected)
            : Keys(members, AccessKeys) is { } key && Keys(members, SecretKeys) is { } secret
                ? new(new SourceKeys(key.Reveal(), secret, Keys(members, Tokens)))
            : throw InputErrors.Input("The credentials have no access key or no secret key.", Expected);
    }

    private static Secret? Keys(Dictionary<string, object?> members, string[] names) =>
        names.Select(name => MemberReader.Unwrap(members.GetValueOrDefault(name))).FirstOrDefault(value => value is not null and not "")
            is { } found ? SecretTransformationAttribute.Of(found) : null;

    // Credentials from AWS STS, and the responses that contain them. AWS.Tools's own have no such members, and are asked each time.
    private static GivenCredential? OfProperties(object typed)
    {
        var properties = PSObject.AsPSObject(typed).Properties;
        var holder = properties["Credentials"]?.Value is { } inner ? PSObject.AsPSObject(inner).Properties : properties;
        return holder["AccessKeyId"] is null || holder["SecretAccessKey"] is null
            ? null
            : OfMembers(StsNames.ToDictionary(
                name => name, name => holder[name]?.Value, StringComparer.OrdinalIgnoreCase));
    }

    private static string Name(object? value) => MemberReader.Unwrap(value) switch
    {
        null => "A null",
        string => "A string",
        PSCredential => "A PSCredential without user name or password",
        _ when MemberReader.CanRead(value) => "An object without AccessKeyId and SecretAccessKey",
        { } other => InputText.WithArticle(other.GetType().FullName ?? other.GetType().Name),
    };
}
