using Amazon;
using Amazon.Runtime.CredentialManagement;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws;

/// <summary>What a connection can name: regions the SDK knows, and profiles of the shared configuration.</summary>
public static class ConnectionNames
{
    /// <summary>Regions by code, with their names.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Regions() =>
        RegionEndpoint.EnumerableAllRegions.Select(region => KeyValuePair.Create(region.SystemName, region.DisplayName))
            .OrderBy(region => region.Key, StringComparer.Ordinal).ToList();

    /// <summary>Profiles, by name.</summary>
    /// <param name="location">The credentials file; null for the usual ones.</param>
    public static IReadOnlyList<string> Profiles(string? location)
    {
        SharedFiles.Locate(ConnectionEnvironment.Current());
        var store = location is null ? new CredentialProfileStoreChain() : new CredentialProfileStoreChain(location);
        return store.ListProfiles().Select(profile => profile.Name).Distinct().Order(StringComparer.Ordinal).ToList();
    }
}
