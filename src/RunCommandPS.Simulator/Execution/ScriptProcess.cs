using System.Diagnostics;
using System.Text;

namespace RunCommandPS.Simulator.Execution;

/// <summary>One script on one node: its own folder, a process, its output, and the end of both.</summary>
internal sealed class ScriptProcess(ScriptHost host, StepTask task, SimulatedNode node, string region, ContentSource contents)
{
    // How long output may still come after all processes have ended. One that could not be ended can hold the pipe open forever.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    // A little more than is ever shown, so that truncation can be detected.
    // Replies hold much less, but S3 and CloudWatch are sent all of it; this much of "all" is enough for a simulator (CHOICE).
    private const int KeptCharacters = 1_000_000;

    private readonly BoundedText _output = new(KeptCharacters);
    private readonly BoundedText _error = new(KeptCharacters);

    /// <summary>Runs it to its end, to its timeout, or until it is cancelled; then all its processes are gone.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before it started.</exception>
    public async Task<StepResult> RunAsync(CancellationToken cancelled)
    {
        var folder = Directory.CreateTempSubdirectory($"{ScriptOwner.FolderPrefix}{ScriptOwner.This}-").FullName;
        try
        {
            var script = Path.Combine(folder, host.ScriptName);
            await File.WriteAllTextAsync(script, task.Script, host.Encoding, cancelled).ConfigureAwait(false);
            var start = StartInfo(folder, script, ContentFolder.Fill(contents, folder, task, node));
            var family = new ScriptFamily();
            family.Prepare(start);
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var reading = Task.WhenAll(_output.ReadAsync(process.StandardOutput), _error.ReadAsync(process.StandardError));
            bool hasExited;
            try
            {
                hasExited = await WaitAsync(process, cancelled).ConfigureAwait(false);
            }
            finally
            {
                family.End(process);
            }

            await EndAsync(reading, process).ConfigureAwait(false);
            return hasExited ? StepResult.Exited(process.ExitCode, _output.Text, _error.Text)
                : cancelled.IsCancellationRequested ? StepResult.Cancelled(_output.Text, _error.Text)
                : StepResult.TimedOut(_output.Text, _error.Text);
        }
        finally
        {
            RemoveFolder(folder);
        }
    }

    private static async Task EndAsync(Task reading, Process process)
    {
        try
        {
            await reading.WaitAsync(OutputGrace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
        }
    }

    /// <summary>Removes a script's folder as far as that is possible.</summary>
    public static void RemoveFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What a script left in use or read-only is left to the system's cleanup of temporary folders, and does not make the script
            // failed.
        }
    }

    private async Task<bool> WaitAsync(Process process, CancellationToken cancelled)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        time.CancelAfter(task.Timeout);
        try
        {
            await process.WaitForExitAsync(time.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return false;
        }
    }

    private ProcessStartInfo StartInfo(string folder, string script, string workingDirectory)
    {
        var start = new ProcessStartInfo(host.FileName)
        {
            WorkingDirectory = task.WorkingDirectory.Length > 0 ? task.WorkingDirectory : workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        foreach (var argument in (IEnumerable<string>)[.. host.Arguments, script])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in ScriptEnvironment.Of(folder, task, node, region))
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
