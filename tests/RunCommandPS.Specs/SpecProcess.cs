using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace RunCommandPS.Specs;

/// <summary>A pwsh that runs one spec file after the other: a process costs seconds, a file in it hardly anything.</summary>
internal sealed class SpecProcess : IDisposable
{
    private readonly Process _process;
    private readonly AnonymousPipeServerStream _pipe;
    private readonly StreamReader _results;
    private readonly StringBuilder _output = new();

    private SpecProcess(Process process, AnonymousPipeServerStream pipe)
    {
        _process = process;
        _pipe = pipe;
        _results = new StreamReader(pipe);
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (_output)
            {
                _output.AppendLine(line.Data);
            }
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static SpecProcess Start(SpecOptions options, bool isDiscovery)
    {
        // Results have a way of their own, since whatever a spec shows goes to the console.
        var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        string script = Path.Combine(AppContext.BaseDirectory, "Invoke-Spec.ps1");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                options.PwshPath, "-NoProfile", "-NonInteractive", "-File", script,
                options.PesterManifest, pipe.GetClientHandleAsString(), isDiscovery ? "Discover" : "Run",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        pipe.DisposeLocalCopyOfClientHandle();
        return new SpecProcess(process, pipe);
    }

    /// <summary>Runs a file. Where the process ends before the file does, that is a failure of the file.</summary>
    public async IAsyncEnumerable<SpecResult> RunAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = await TryAskAsync(file) ? await _results.ReadLineAsync(cancellationToken) : null;
        while (!string.IsNullOrEmpty(line))
        {
            yield return JsonSerializer.Deserialize<SpecResult>(line)!;
            line = await _results.ReadLineAsync(cancellationToken);
        }

        if (line is null)
        {
            await _process.WaitForExitAsync(cancellationToken);
            yield return new SpecResult(file, 1, "The file", "Failed", 0, $"pwsh ended with exit code {_process.ExitCode}.\n{Output()}");
        }
    }

    public void Dispose()
    {
        try
        {
            // It ends when there is nothing more to read, and is ended where it hangs or the run was cancelled.
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            _results.Dispose();
            _pipe.Dispose();
            _process.Dispose();
        }
    }

    private async Task<bool> TryAskAsync(string file)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(file);
            await _process.StandardInput.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}
