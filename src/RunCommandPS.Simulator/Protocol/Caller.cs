using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>Who signed a request: the user whose keys were made at the start, or a caller who assumed a role.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Arn">The ARN that the service calls the caller by.</param>
/// <param name="UserId">Its unique id.</param>
/// <remarks>Source of the forms: "IAM identifiers" in the user guide of IAM.</remarks>
internal sealed record Caller(string Account, string Arn, string UserId)
{
    private const int UniqueIdLength = 17;

    /// <summary>Whether the caller has assumed a role.</summary>
    public bool IsRole { get; private init; }

    /// <summary>The user that the simulator's own keys belong to.</summary>
    public static Caller User(string account)
    {
        var arn = $"arn:aws:iam::{account}:user/operator";
        return new Caller(account, arn, "AIDA" + UniqueId(arn));
    }

    /// <summary>A caller who assumed a role.</summary>
    public static Caller Session(string roleArn, string sessionName)
    {
        var (partition, account) = (roleArn.Split(':')[1], roleArn.Split(':')[4]);
        var name = roleArn[(roleArn.LastIndexOf('/') + 1)..];
        var arn = $"arn:{partition}:sts::{account}:assumed-role/{name}/{sessionName}";
        return new Caller(account, arn, $"AROA{UniqueId(roleArn)}:{sessionName}")
        {
            IsRole = true,
        };
    }

    // The same for the same ARN, as the real ones are.
    private static string UniqueId(string arn) => string.Concat(
        SHA256.HashData(Encoding.UTF8.GetBytes(arn)).Take(UniqueIdLength).Select(one => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[one & 31]));
}
