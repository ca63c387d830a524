using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Profiles;

/// <summary>The credential sources set up by the environment, which take precedence over a profile that the call does not name.</summary>
internal static class EnvironmentSources
{
    /// <summary>Whether neither the call nor the environment provides credentials, so that a profile has to.</summary>
    public static bool LeaveItToProfile(ConnectionOptions options, ConnectionEnvironment environment) =>
        options.AccessKey is null && options.Credentials is null && !HasKeys(environment) && !HasWebIdentity(environment);

    /// <summary>Whether access keys are set.</summary>
    public static bool HasKeys(ConnectionEnvironment environment) => environment["AWS_ACCESS_KEY_ID"] is not null;

    /// <summary>Whether a role is set, with the file of the token to assume it with.</summary>
    public static bool HasWebIdentity(ConnectionEnvironment environment) =>
        environment["AWS_WEB_IDENTITY_TOKEN_FILE"] is not null && environment["AWS_ROLE_ARN"] is not null;
}
