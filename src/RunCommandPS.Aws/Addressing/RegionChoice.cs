using System.Text.RegularExpressions;
using Amazon;
using RunCommandPS.Aws.Local;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Addressing;

/// <summary>
/// The Region of a connection: from the call, the profile that it names, the environment, the profile, or this instance.
/// </summary>
internal static partial class RegionChoice
{
    // Two letters added, left out or replaced: a typing mistake, because names of Regions differ by more.
    private const int MistakeAtMost = 2;

    // What the SDK calls a Region that it does not know. It adds each requested one to its list.
    private const string MadeUp = "Unknown";

    /// <summary>The Region as it was written, not checked yet, and its source.</summary>
    /// <exception cref="NoRegionException">There is none.</exception>
    public static (string Region, string Source) Choose(
        ConnectionOptions options, ConnectionEnvironment environment, SharedProfile? profile) =>
        From(options.Region, "the call")
            ?? From(profile is { IsNamed: true } ? profile.Region : null, $"profile '{profile?.Name}'")
            ?? From(options.RegionBesideProfile, "$StoredAWSRegion")
            ?? From(environment["AWS_REGION"], "$env:AWS_REGION")
            ?? From(environment["AWS_DEFAULT_REGION"], "$env:AWS_DEFAULT_REGION")
            ?? From(profile?.Region, $"profile '{profile?.Name}'")
            ?? From(OfThisInstance(environment), "this instance")
            ?? throw ConnectionErrors.NoRegion();

    /// <summary>
    /// A Region that AWS has, as far as can be known: the SDK makes up a host name for any text, and a typing mistake would show only
    /// as a failed lookup of that name. Regions that are newer than the SDK are let through.
    /// </summary>
    /// <exception cref="UnknownRegionException">It is misspelled.</exception>
    public static RegionEndpoint Known(string written)
    {
        var region = written.ToLowerInvariant();
        var known = RegionEndpoint.EnumerableAllRegions
            .Where(endpoint => endpoint.DisplayName != MadeUp)
            .Select(endpoint => endpoint.SystemName)
            .ToList();
        return known.Contains(region, StringComparer.Ordinal) || (WellFormed().IsMatch(region) && !IsMistake(region, known))
            ? RegionEndpoint.GetBySystemName(region)
            : throw ConnectionErrors.UnknownRegion(written, NearestName.To(region, known));
    }

    /// <summary>A Region for an endpoint that is not AWS's own, where any name that can be part of a signature will do.</summary>
    /// <exception cref="UnknownRegionException">It is not valid.</exception>
    public static string OfOwnEndpoint(string region) =>
        Label().IsMatch(region) ? region : throw ConnectionErrors.UnknownRegion(region, null);

    // Without the number: another number for the same place is a new Region far more often than a mistake.
    private static bool IsMistake(string region, IEnumerable<string> known)
    {
        var place = Place(region);
        var places = known.Select(Place).Distinct().ToList();
        return !places.Contains(place) && places.Any(other => NearestName.Distance(place, other) <= MistakeAtMost);
    }

    private static (string Region, string Source)? From(string? region, string source) => region is null ? null : (region, source);

    private static string Place(string region) => region[..region.LastIndexOf('-')];

    private static string? OfThisInstance(ConnectionEnvironment environment)
    {
        if (InstanceMetadata.Of(environment) is not { } metadata)
        {
            return null;
        }

        using (metadata)
        {
            return metadata.Region();
        }
    }

    // https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html: us-east-1, us-gov-west-1, eusc-de-east-1.
    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+)+-[1-9]\\z")]
    private static partial Regex WellFormed();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\z")]
    private static partial Regex Label();
}
