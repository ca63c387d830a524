using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>The credentials that a profile of the shared configuration describes.</summary>
/// <param name="sources">What credential_source names.</param>
/// <param name="roles">What role_arn names.</param>
/// <seealso href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html"/>
internal sealed class ProfileCredentials(SourceCredentials sources, RoleCredentials roles)
{
    /// <summary>Whether a profile describes any: one may have a Region and nothing else.</summary>
    public static bool HasAny(CredentialProfileOptions options) => new[]
    {
        options.AccessKey, options.SecretKey, options.RoleArn, options.SourceProfile, options.CredentialSource, options.CredentialProcess,
        options.WebIdentityTokenFile, options.SsoSession, options.SsoStartUrl, options.SsoAccountId, options.SsoRoleName,
        options.LoginSession,
        options.EndpointName,
    }.Any(text => !string.IsNullOrEmpty(text));

    /// <summary>The account that a profile names; null if it names none.</summary>
    public static string? AccountOf(CredentialProfileOptions options) =>
        !string.IsNullOrEmpty(options.RoleArn) ? AssumedRole.AccountOf(options.RoleArn)
        : !string.IsNullOrEmpty(options.SsoAccountId) ? options.SsoAccountId
        : options.AwsAccountId;

    /// <summary>The credentials. They are not requested yet.</summary>
    /// <exception cref="NoCredentialsException">This module can't get them.</exception>
    /// <exception cref="InvalidDataException">The profile describes none.</exception>
    public AWSCredentials Of(CredentialProfile profile, ICredentialProfileSource store) => Of(profile, store, []);

    private AWSCredentials Of(CredentialProfile profile, ICredentialProfileSource store, HashSet<string> seen)
    {
        var options = profile.Options;
        if (!string.IsNullOrEmpty(options.LoginSession))
        {
            throw ConnectionErrors.LoginSession(profile.Name);
        }

        // Keys, programs and IAM Identity Center are left to the SDK: they keep nothing beyond the object made here.
        return string.IsNullOrEmpty(options.RoleArn)
            ? AWSCredentialsFactory.GetAWSCredentials(profile, store)
            : OfRole(profile, store, seen);
    }

    private AWSCredentials OfRole(CredentialProfile profile, ICredentialProfileSource store, HashSet<string> seen)
    {
        var options = profile.Options;
        var role = new AssumedRole(options.RoleArn)
        {
            SessionName = options.RoleSessionName,
            ExternalId = options.ExternalID,
            Device = string.IsNullOrEmpty(options.MfaSerial) ? null : options.MfaSerial,
            TokenFile = options.WebIdentityTokenFile,
        };
        return !string.IsNullOrEmpty(options.WebIdentityTokenFile) ? roles.ByWebIdentity(role)
            : !string.IsNullOrEmpty(options.CredentialSource) ? roles.By(OfSource(options.CredentialSource), role)
            : roles.By(OfSourceProfile(profile, store, seen), role);
    }

    private AWSCredentials OfSourceProfile(CredentialProfile profile, ICredentialProfileSource store, HashSet<string> seen)
    {
        var name = profile.Options.SourceProfile;
        if (string.IsNullOrEmpty(name))
        {
            throw new InvalidDataException(
                $"Profile '{profile.Name}' has role_arn, but neither source_profile nor credential_source to assume it with.");
        }

        // A profile itself may have the keys that assume its role.
        if (name == profile.Name && !string.IsNullOrEmpty(profile.Options.AccessKey))
        {
            return CredentialChain.Keys(profile.Options.AccessKey, profile.Options.SecretKey, profile.Options.Token);
        }

        return !seen.Add(profile.Name) || seen.Contains(name)
            ? throw new InvalidDataException($"The source_profile of profile '{profile.Name}' leads back to it.")
            : store.TryGetProfile(name, out var source) ? Of(source, store, seen)
            : throw new InvalidDataException($"The source_profile '{name}' of profile '{profile.Name}' does not exist.");
    }

    private AWSCredentials OfSource(string source) => source.ToUpperInvariant() switch
    {
        "ENVIRONMENT" => sources.OfEnvironment(),
        "ECSCONTAINER" => sources.OfContainer()
            ?? throw new InvalidDataException("credential_source is EcsContainer, but this is not a container with a credential server."),
        "EC2INSTANCEMETADATA" => sources.OfInstance()
            ?? throw new InvalidDataException(
                "credential_source is Ec2InstanceMetadata, which $env:AWS_EC2_METADATA_DISABLED disables."),
        _ => throw new InvalidDataException(
            $"There is no credential_source '{source}'; it is Environment, EcsContainer or Ec2InstanceMetadata."),
    };
}
