using System.Runtime.CompilerServices;
using Amazon.Runtime.CredentialManagement;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Profiles;

/// <summary>
/// Where the two files of the shared configuration are. The SDK reads the environment once in the life of the process, and if a file
/// that a variable names is missing, it uses the one in the home folder: the credentials of a different caller.
/// </summary>
internal static class SharedFiles
{
    /// <summary>Makes the SDK look where the environment says now.</summary>
    public static void Locate(ConnectionEnvironment environment)
    {
        var home = environment["HOME"] ?? environment["USERPROFILE"] ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        SetCredentials(null!, Place("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
        SetConfiguration(null!, Place("AWS_CONFIG_FILE", "config"));

        string Place(string variable, string name) =>
            environment[variable] is not { } path ? Path.Combine(home, ".aws", name)
            : path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
                ? Path.Combine(home, path[2..])
            : path;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "set_" + nameof(SharedCredentialsFile.DefaultFilePath))]
    private static extern void SetCredentials(SharedCredentialsFile type, string path);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "set_" + nameof(SharedCredentialsFile.DefaultConfigFilePath))]
    private static extern void SetConfiguration(SharedCredentialsFile type, string path);
}
