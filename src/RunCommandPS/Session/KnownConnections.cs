using System.Runtime.CompilerServices;
using RunCommandPS.Aws;

namespace RunCommandPS.Session;

/// <summary>
/// Regions and profiles that a connection can name. In separate methods, so that the SDK is loaded by the first call and not by the
/// import.
/// </summary>
internal static class KnownConnections
{
    /// <summary>Regions by code, with their names.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEnumerable<KeyValuePair<string, string>> Regions() => ConnectionNames.Regions();

    /// <summary>Profiles, without making calls.</summary>
    /// <param name="location">The credentials file; null for the usual ones.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IEnumerable<string> Profiles(string? location) => ConnectionNames.Profiles(location);
}
