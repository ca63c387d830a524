using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using RunCommandPS.Errors;

namespace RunCommandPS.Rollout.Record;

/// <summary>Where records are kept: a folder for each rollout, which only the user can read.</summary>
/// <param name="path">The folder of them all.</param>
internal sealed class RolloutHome(string path)
{
    /// <summary>Names the folder below which records are kept, in place of the user's local application data.</summary>
    public const string Variable = "RUNCOMMANDPS_HOME";

    /// <summary>How long records are kept: as long as the service keeps commands (ListCommands).</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string FileName = "rollout.jsonl";

    /// <summary>The folder of all records.</summary>
    public string Path => path;

    /// <summary>The home that the environment names.</summary>
    /// <exception cref="RunCommandException">There is none.</exception>
    public static RolloutHome Current()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return In(named);
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        // An account without a home has none, and a relative path would be one in the current folder.
        return local.Length > 0 ? In(System.IO.Path.Combine(local, "RunCommandPS")) : throw RecordErrors.NoHome();
    }

    /// <summary>The file of a rollout's record.</summary>
    public string FileOf(string id) => System.IO.Path.Combine(path, id, FileName);

    /// <summary>The ids of the rollouts that have a record, newest first, but for those of the same two seconds.</summary>
    public IReadOnlyList<string> Ids()
    {
        try
        {
            return [.. Directory.EnumerateDirectories(path)
                .Select(folder => System.IO.Path.GetFileName(folder))
                .Where(id => File.Exists(FileOf(id)))
                .OrderDescending(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Makes the folder of a rollout.</summary>
    public void Make(string id)
    {
        var folder = System.IO.Path.Combine(path, id);
        if (OperatingSystem.IsWindows())
        {
            MakeForUser(new DirectoryInfo(folder));
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Deletes the record of a rollout. It must be held by the caller, or by no one.</summary>
    public void Delete(string id) => Directory.Delete(System.IO.Path.Combine(path, id), recursive: true);

    // The parent's permissions may let others in, so none of them are inherited.
    [SupportedOSPlatform("windows")]
    private static void MakeForUser(DirectoryInfo folder)
    {
        using var identity = WindowsIdentity.GetCurrent();
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(
            identity.User!,
            FileSystemRights.FullControl,
            InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
            PropagationFlags.None,
            AccessControlType.Allow));
        folder.Create(security);
    }

    private static RolloutHome In(string folder) => new(System.IO.Path.Combine(System.IO.Path.GetFullPath(folder), "rollouts"));
}
