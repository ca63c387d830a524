using System.Diagnostics;
using System.Globalization;

namespace RunCommandPS.Simulator.Execution;

/// <summary>
/// The process whose simulator runs scripts: machine, process id and start time, so that another
/// process with the same id later can be distinguished.
/// </summary>
internal sealed record ScriptOwner(string Machine, int ProcessId, long Started)
{
    // Except on Linux, the start time is computed again by each process that asks, and differs a little.
    private const long Tolerance = 10;

    /// <summary>What the name of a script's folder begins with.</summary>
    public const string FolderPrefix = "run-command-";

    /// <summary>This process.</summary>
    public static ScriptOwner This { get; } = OfThis();

    /// <summary>
    /// Whether it is from this machine and has ended, so that nothing cleans up what it left. Containers that
    /// share a folder each have their own name.
    /// </summary>
    public bool HasEnded => Machine == This.Machine && !(StartOf(ProcessId) is { } started && Math.Abs(started - Started) <= Tolerance);

    /// <summary>Reads an owner from the beginning of a name; null if there is none.</summary>
    public static ScriptOwner? TryRead(string text) =>
        text.Split('-') is [var machine, var id, var started, ..]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new ScriptOwner(machine, processId, time)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}-{ProcessId}-{Started}");

    private static ScriptOwner OfThis()
    {
        var machine = string.Concat(Environment.MachineName.Where(char.IsAsciiLetterOrDigit));
        return new ScriptOwner(machine, Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);
    }

    // On Linux in ticks since the machine started, which setting the clock does not change; elsewhere in seconds.
    private static long? StartOf(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The name before the last parenthesis may contain anything; the start is the 20th value after it (proc(5)).
                var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
                return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
            }


            using var process = Process.GetProcessById(processId);
            return new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
        }
        catch (Exception error) when (error is IOException
            or UnauthorizedAccessException
            or ArgumentException
            or InvalidOperationException
            or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
