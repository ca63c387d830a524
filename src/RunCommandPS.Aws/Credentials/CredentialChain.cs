using Amazon.Runtime;
using RunCommandPS.Aws.Addressing;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>
/// Chooses credentials in the order of the AWS CLI: the call, keys in the environment, a role by web identity, a profile, the container,
/// the instance. The first source that is set up is used, and its failure is an error: the next one would be a different caller. The SDK's
/// own chain keeps what it first found for the life of the process, although another role or another container may have been named since.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-authentication.html"/>
/// <param name="options">What the caller specifies.</param>
/// <param name="environment">The environment.</param>
/// <param name="profile">The profile in use; null if there is none.</param>
/// <param name="settings">The connection.</param>
/// <param name="service">The Systems Manager endpoint that the connection goes to; null if it is the Region's own.</param>
internal sealed class CredentialChain(
    ConnectionOptions options, ConnectionEnvironment environment, SharedProfile? profile, ServiceSettings settings, Uri? service)
{
    private readonly CodePrompts _prompts = new();

    /// <summary>The credentials. They are not requested yet.</summary>
    /// <exception cref="RunCommandException">There are none, or only half of them.</exception>
    public ChosenCredentials Choose()
    {
        RefuseHalf();
        var sources = new SourceCredentials(environment);
        var roles = new RoleCredentials(new TokenService(settings, environment, service), _prompts);
        var own = Own(sources, roles);
        return options.RoleArn is { } arn ? OfRole(roles, own, arn) : own;
    }

    private ChosenCredentials OfRole(RoleCredentials roles, ChosenCredentials caller, string arn)
    {
        var role = new AssumedRole(arn) { SessionName = options.RoleSessionName, ExternalId = options.ExternalId };
        return new ChosenCredentials(roles.By(caller.Credentials, role), $"Role '{arn}' provides", _prompts)
        {
            Account = role.Account,
            Use = $"the credentials that assume role '{arn}'",
            Caller = caller.Source,
        };
    }

    private ChosenCredentials Own(SourceCredentials sources, RoleCredentials roles)
    {
        var profiles = new ProfileCredentials(sources, roles);
        return options.AccessKey is { } key
            ? Chosen(Keys(key, options.SecretKey!.Reveal(), options.SessionToken?.Reveal()), "The keys of this call provide")
            : options.Credentials is { } given
                ? Chosen(new AskedCredentials(given), options.Sources.Caller ?? given.Gives) with { AreGiven = true }
            : profile is { IsNamed: true } ? OfProfile(profiles)
            : EnvironmentSources.HasKeys(environment)
                ? Chosen(sources.OfEnvironment(), "The environment's keys provide", environment["AWS_ACCOUNT_ID"])
            : EnvironmentSources.HasWebIdentity(environment) ? Chosen(
                WebIdentity(roles), "The role of $env:AWS_ROLE_ARN provides", AssumedRole.AccountOf(environment["AWS_ROLE_ARN"]!))
            : profile is not null && (!profile.IsDefault || ProfileCredentials.HasAny(profile.Profile.Options)) ? OfProfile(profiles)
            : sources.OfContainer() is { } container ? Chosen(container, "The container's credential server provides")
            : Chosen(sources.OfInstance() ?? throw ConnectionErrors.NoCredentials(null), "This instance provides");
    }

    private ChosenCredentials OfProfile(ProfileCredentials profiles)
    {
        var source = $"Profile '{profile!.Name}' provides";
        try
        {
            return Chosen(
                profiles.Of(profile.Profile, profile.Store), source, ProfileCredentials.AccountOf(profile.Profile.Options));
        }
        catch (Exception exception) when (exception is not RunCommandException)
        {
            throw ConnectionErrors.UnusableCredentials(source, exception);
        }
    }

    private AWSCredentials WebIdentity(RoleCredentials roles) => roles.ByWebIdentity(new AssumedRole(environment["AWS_ROLE_ARN"]!)
    {
        SessionName = environment["AWS_ROLE_SESSION_NAME"],
        TokenFile = environment["AWS_WEB_IDENTITY_TOKEN_FILE"],
    });

    private ChosenCredentials Chosen(AWSCredentials credentials, string source, string? account = null) =>
        new(credentials, source, _prompts) { Account = account ?? "" };

    private void RefuseHalf()
    {
        if (options.RoleArn is null && (options.RoleSessionName ?? options.ExternalId) is not null)
        {
            throw ConnectionErrors.RoleNeedsArn();
        }

        if (options.AccessKey is null != options.SecretKey is null)
        {
            throw ConnectionErrors.Invalid(
                "-AccessKey and -SecretKey must be used together, and one of them is missing.", "Specify both, or neither.");
        }

        if (options.SessionToken is not null && options.AccessKey is null)
        {
            throw ConnectionErrors.Invalid("-SessionToken was specified without -AccessKey and -SecretKey.", "Specify all three.");
        }
    }

    /// <summary>Keys, with a session token if they are temporary.</summary>
    internal static AWSCredentials Keys(string accessKey, string secretKey, string? sessionToken) => string.IsNullOrEmpty(sessionToken)
        ? new BasicAWSCredentials(accessKey, secretKey)
        : new SessionAWSCredentials(accessKey, secretKey, sessionToken);
}
