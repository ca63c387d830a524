using Amazon.Runtime.CredentialManagement;

namespace RunCommandPS.Aws;

/// <summary>The profile that a connection uses, if it names one.</summary>
internal sealed record SharedProfile(CredentialProfile Profile, CredentialProfileStoreChain Store)
{
    /// <summary>The profile of -ProfileName or AWS_PROFILE; null where neither is given.</summary>
    /// <exception cref="UnknownProfileException">It is named and does not exist: the usual chain would go on and act as somebody else.</exception>
    public static SharedProfile? Find(ConnectionOptions options)
    {
        var name = options.ProfileName ?? Environment.GetEnvironmentVariable("AWS_PROFILE");
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var store = options.ProfileLocation is { } location ? new CredentialProfileStoreChain(location) : new CredentialProfileStoreChain();
        return store.TryGetProfile(name, out var profile)
            ? new SharedProfile(profile, store)
            : throw ConnectionErrors.UnknownProfile(name, options.ProfileLocation);
    }
}
