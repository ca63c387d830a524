using Amazon;
using Amazon.Runtime.CredentialManagement;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Profiles;

/// <summary>The profile of the shared configuration that a connection uses.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Store">Has the profiles that it refers to.</param>
/// <param name="IsNamed">Whether the call names it, with -ProfileName.</param>
/// <param name="IsDefault">Whether it is not named but the default one.</param>
internal sealed record SharedProfile(CredentialProfile Profile, CredentialProfileStoreChain Store, bool IsNamed, bool IsDefault)
{
    private const string DefaultName = SharedCredentialsFile.DefaultProfileName;

    /// <summary>Its name.</summary>
    public string Name => Profile.Name;

    /// <summary>The file it is in, if the call names one; null for the usual ones.</summary>
    public string? Location => string.IsNullOrEmpty(Store.ProfilesLocation) ? null : Store.ProfilesLocation;

    /// <summary>The profile of -ProfileName, else of AWS_PROFILE, else the default one; null if there is none with that name.</summary>
    /// <exception cref="UnknownProfileException">
    /// The call names it and it does not exist, or AWS_PROFILE does and nothing else provides credentials:
    /// continuing would mean acting as a different caller.
    /// </exception>
    public static SharedProfile? Find(ConnectionOptions options, ConnectionEnvironment environment)
    {
        SharedFiles.Locate(environment);
        var named = options.ProfileName ?? environment["AWS_PROFILE"];
        var store = options.ProfileLocation is { } location ? new CredentialProfileStoreChain(location) : new CredentialProfileStoreChain();
        if (store.TryGetProfile(named ?? DefaultName, out var profile))
        {
            return new SharedProfile(profile, store, options.ProfileName is not null, named is null);
        }

        return named is not null && (options.ProfileName is not null || EnvironmentSources.LeaveItToProfile(options, environment))
            ? throw ConnectionErrors.UnknownProfile(named, options.ProfileLocation)
            : null;
    }

    /// <summary>Its region; null if it has none.</summary>
    public string? Region => Profile.Region?.SystemName;

    /// <summary>The same profile for the SDK.</summary>
    public Profile ToSdk() => new(Name, Location);
}
