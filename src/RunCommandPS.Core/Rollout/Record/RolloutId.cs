using System.Globalization;
using System.Security.Cryptography;

namespace RunCommandPS.Rollout.Record;

/// <summary>Ids of rollouts: they sort by time, to two seconds, and are short enough to type.</summary>
internal static class RolloutId
{
    // Without letters that look like others. There are as many as there are two-second intervals in a minute.
    private const string Letters = "23456789abcdefghjkmnpqrstvwxyz";
    private const int RandomLength = 3;

    /// <summary>
    /// A new id, such as <c>20261125-2241-k3f9</c>: the minute in UTC, a letter for the two seconds, and what distinguishes it from others.
    /// </summary>
    public static string New(DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd-HHmm-", CultureInfo.InvariantCulture)
        + Letters[now.Second / 2]
        + RandomNumberGenerator.GetString(Letters, RandomLength);

    /// <summary>What an id says of when its rollout began; rollouts that began in the same two seconds have it in common.</summary>
    public static string TimeOf(string id) => id[..Math.Max(0, id.Length - RandomLength)];
}
