using System.Globalization;
using CsCheck;

namespace RunCommandPS.Core.Tests;

/// <summary>Ids of nodes for tests.</summary>
internal static class NodeIds
{
    private static readonly Gen<char> Digit = Gen.Char["09azAZ_"];

    /// <summary>Ids of all three forms, of an alphabet so small that many are the same or nearly so.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        Gen.String[Digit, 8, 8].Select(digits => "i-" + digits),
        Gen.String[Digit, 17, 17].Select(digits => "i-" + digits),
        Gen.String[Digit, 17, 17].Select(digits => "mi-" + digits),
        Gen.Int[0, 20].Select(number => Numbered(number)));

    /// <summary>An id of its own for each number.</summary>
    public static string Numbered(int number) => "i-" + number.ToString("x17", CultureInfo.InvariantCulture);

    /// <summary>That many different ids.</summary>
    public static List<string> Many(int count) => [.. Enumerable.Range(0, count).Select(Numbered)];
}
