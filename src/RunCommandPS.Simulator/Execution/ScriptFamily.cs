using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace RunCommandPS.Simulator.Execution;

/// <summary>
/// A script's process and everything that it leaves running, which ends with the script's step: nothing stays on this machine.
/// </summary>
/// <remarks>
/// CHOICE: on a real node, what a script puts into the background continues. Two nets catch it, each what slips through the other: a group
/// of processes, which the script leads (Linux, macOS), and a mark in the environment (Linux). On Windows, where there is neither, the
/// script's own children are found by their parent's id.
/// </remarks>
internal sealed class ScriptFamily
{
    /// <summary>The environment variable with the mark.</summary>
    public const string MarkName = "RUN_COMMAND_SCRIPT";

    private const int Kill = 9;

    // Something that is just starting something else may be missed once; once ended, it can't do so forever.
    private const int MaximumRounds = 10;

    private const int EmptyLooks = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    // What makes the program passed to it a leader and then becomes that program. macOS has only the second.
    private static readonly (string Name, string[] Arguments)[] Leaders =
        [("setsid", []), ("perl", ["-e", "setpgrp(0, 0); exec @ARGV or exit 127"])];

    // A shell between the simulator and the script: a script can read its parent's environment, and this one's is the script's own.
    private static readonly string[] Parent = ["/bin/sh", "-c", "\"$@\"; exit $?", "sh"];

    private readonly string _mark = $"{ScriptOwner.This}-{Guid.NewGuid():N}";

    private static readonly byte[] Mark = Encoding.ASCII.GetBytes($"{MarkName}=");

    /// <summary>
    /// Ends what killed simulators left running, and removes their scripts' folders. Only on Linux can the owner of a process be
    /// determined.
    /// </summary>
    public static void Sweep()
    {
        if (OperatingSystem.IsLinux())
        {
            EndMarked(static mark => ScriptOwner.TryRead(mark) is { HasEnded: true });
        }

        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), ScriptOwner.FolderPrefix + "*"))
        {
            if (ScriptOwner.TryRead(Path.GetFileName(folder)[ScriptOwner.FolderPrefix.Length..]) is { HasEnded: true })
            {
                ScriptProcess.RemoveFolder(folder);
            }
        }
    }

    /// <summary>Makes the process to be started lead a group, and marks it.</summary>
    public void Prepare(ProcessStartInfo start)
    {
        start.Environment[MarkName] = _mark;
        foreach (var (name, arguments) in OperatingSystem.IsWindows() ? [] : Leaders)
        {
            if (ScriptHost.FindOnPath(name) is { } leader)
            {
                string[] all = [.. arguments, .. Parent, start.FileName, .. start.ArgumentList];
                start.ArgumentList.Clear();
                foreach (var argument in all)
                {
                    start.ArgumentList.Add(argument);
                }

                start.FileName = leader;
                return;
            }
        }
    }

    /// <summary>Ends at once whatever is left of it.</summary>
    public void End(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            EndTree(process);
            return;
        }

        // While anything is left of a group, its number is not reused. If nothing is left, there is nothing to end.
        _ = SendSignal(-process.Id, Kill);
        if (OperatingSystem.IsLinux())
        {
            EndMarkedUntilNoneIsLeft();
        }
    }

    private static void EndTree(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or is about to.
        }
    }

    // While a process becomes another program it shows no environment for a moment, so one look that finds none is not enough.
    private void EndMarkedUntilNoneIsLeft()
    {
        var looksWithoutOne = 0;
        for (var round = 0; round < MaximumRounds && looksWithoutOne < EmptyLooks; round++)
        {
            looksWithoutOne = EndMarked() ? 0 : looksWithoutOne + 1;
            if (looksWithoutOne is > 0 and < EmptyLooks)
            {
                Thread.Sleep(BetweenLooks);
            }
        }
    }

    private bool EndMarked() => EndMarked(mark => mark == _mark);

    private static bool EndMarked(Func<string, bool> isMeant)
    {
        var found = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && MarkOf(folder) is { } mark
                && isMeant(mark))
            {
                found |= SendSignal(id, Kill) == 0;
            }
        }

        return found;
    }

    private static string? MarkOf(string folder)
    {
        var variables = EnvironmentOf(folder).AsSpan();
        var start = variables.IndexOf(Mark);
        if (start < 0)
        {
            return null;
        }

        var mark = variables[(start + Mark.Length)..];
        return mark.IndexOf((byte)0) is >= 0 and var end ? Encoding.ASCII.GetString(mark[..end]) : null;
    }

    private static byte[] EnvironmentOf(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or belongs to another user.
            return [];
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
