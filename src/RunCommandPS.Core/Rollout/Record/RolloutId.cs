using System.Globalization;
using System.Security.Cryptography;

namespace RunCommandPS.Rollout.Record;

/// <summary>Ids of rollouts: they sort by time, and are short enough to type.</summary>
internal static class RolloutId
{
    // Without letters and digits that look like others.
    private const string Letters = "23456789abcdefghjkmnpqrstvwxyz";
    private const int RandomLength = 4;

    /// <summary>A new id, such as <c>20261125-2241-k3f9</c>: the minute in UTC, and what tells it from others of that minute.</summary>
    public static string New(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmm-", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetString(Letters, RandomLength);
}
