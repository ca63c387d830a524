using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace RunCommandPS.Aws;

/// <summary>Chooses credentials: explicit keys, then the named profile, then the SDK's usual chain.</summary>
internal static class CredentialChoice
{
    public static ChosenCredentials Choose(ConnectionOptions options, SharedProfile? profile)
    {
        if (options.AccessKey is null != options.SecretKey is null)
        {
            throw ConnectionErrors.Invalid("-AccessKey and -SecretKey go together, and one of them is missing.", "Give both, or neither.");
        }

        if (options.SessionToken is not null && options.AccessKey is null)
        {
            throw ConnectionErrors.Invalid("-SessionToken was given without -AccessKey and -SecretKey.", "Give all three.");
        }

        if (options.AccessKey is { } accessKey)
        {
            return new ChosenCredentials(options.SessionToken is { } token
                ? new SessionAWSCredentials(accessKey, options.SecretKey, token)
                : new BasicAWSCredentials(accessKey, options.SecretKey));
        }

        // Keys in the environment go before AWS_PROFILE, as in the AWS CLI; a profile named in the call goes before both.
        var keysInEnvironment = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"));
        return profile is null || (options.ProfileName is null && keysInEnvironment) ? UsualChain() : FromProfile(profile);
    }

    private static ChosenCredentials FromProfile(SharedProfile profile)
    {
        var name = profile.Profile.Name;
        try
        {
            return new ChosenCredentials(AWSCredentialsFactory.GetAWSCredentials(profile.Profile, profile.Store), name);
        }
        catch (Exception exception)
        {
            throw ConnectionErrors.UnusableCredentials(name, exception);
        }
    }

    private static ChosenCredentials UsualChain()
    {
        try
        {
            return new ChosenCredentials(DefaultAWSCredentialsIdentityResolver.GetCredentials());
        }
        catch (Exception exception)
        {
            throw ConnectionErrors.NoCredentials(exception);
        }
    }
}
