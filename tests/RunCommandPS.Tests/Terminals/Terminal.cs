using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Terminals;

/// <summary>A terminal with an interactive pwsh in it, drawn by tmux: what a person sees, types and presses.</summary>
internal sealed partial class Terminal : IDisposable
{
    /// <summary>The key that shows a menu of completions here: what it is elsewhere differs between systems.</summary>
    public const string MenuKey = "C-o";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-tmux-");
    private int _prompt;

    private Terminal()
    {
    }

    /// <summary>Why there is no terminal here; null where there is one.</summary>
    public static string? Absence { get; } = FindAbsence();

    /// <summary>The pwsh, which stays the same for as long as the terminal is open.</summary>
    public Process Shell { get; private set; } = null!;

    /// <summary>Opens a terminal, and returns when its prompt is there.</summary>
    /// <param name="columns">Its width.</param>
    /// <param name="profile">What pwsh runs first.</param>
    /// <param name="environment">Variables of its environment.</param>
    public static async Task<Terminal> OpenAsync(int columns, string profile, params IEnumerable<(string Name, string Value)> environment)
    {
        var terminal = new Terminal();
        var script = Path.Combine(terminal._folder.FullName, "profile.ps1");
        await File.WriteAllTextAsync(
            script,
            "$global:prompts = 0; function prompt { $global:prompts++; \"ready $prompts> \" }\n"
                + "Set-PSReadLineOption -PredictionSource None\n"
            + "Set-PSReadLineKeyHandler -Chord Ctrl+o -Function MenuComplete\n" + profile);
        await terminal.TmuxAsync(
        [
            "-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", "50",
            .. environment.SelectMany(variable => new[] { "-e", $"{variable.Name}={variable.Value}" }),
            "dotnet", BuiltModule.Pwsh, "-NoProfile", "-NoLogo", "-NoExit", "-File", script,
        ]);
        var id = await terminal.TmuxAsync("display-message", "-p", "#{pane_pid}");
        terminal.Shell = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        await terminal.PromptAsync();
        return terminal;
    }

    /// <summary>Types a text, without pressing Enter.</summary>
    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-l", "--", text);

    /// <summary>Presses a key, by tmux's name for it.</summary>
    public Task PressAsync(string key) => TmuxAsync("send-keys", key);

    /// <summary>Types a line on a clear screen and presses Enter.</summary>
    public async Task EnterAsync(string line)
    {
        _prompt = PromptOn(await ScreenAsync());
        await TypeAsync("Clear-Host; " + line);
        await PressAsync("Enter");
    }

    /// <summary>Empties the line that is being typed.</summary>
    public async Task ClearLineAsync()
    {
        await PressAsync("C-g");
        await PressAsync("C-e");
        await PressAsync("C-u");
    }

    /// <summary>What is on the screen.</summary>
    /// <param name="withColors">Whether the escape sequences of its colors are in it.</param>
    public Task<string> ScreenAsync(bool withColors = false) =>
        TmuxAsync(withColors ? ["capture-pane", "-p", "-e"] : ["capture-pane", "-p"]);

    /// <summary>Waits until the screen shows what is wanted, and fails with what it shows where it never does.</summary>
    public async Task<string> ShowsAsync(Func<string, bool> isWanted) =>
        await TryShowAsync(isWanted, Patience) ?? throw new TimeoutException("The terminal shows:\n" + await ScreenAsync());

    /// <summary>Waits until the screen shows what is wanted.</summary>
    /// <returns>The screen; null where the time is over.</returns>
    public async Task<string?> TryShowAsync(Func<string, bool> isWanted, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var screen = await ScreenAsync();
            if (isWanted(screen))
            {
                return screen;
            }

            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                return null;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc cref="ShowsAsync(Func{string, bool})"/>
    public Task<string> ShowsAsync(string text) => ShowsAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for the prompt after the last line that was entered.</summary>
    /// <returns>The screen with it.</returns>
    public Task<string> PromptAsync() => ShowsAsync(screen => PromptOn(screen) > _prompt);

    /// <summary>Closes the terminal, as its window's button does.</summary>
    public Task CloseAsync() => TmuxAsync("kill-server");

    public void Dispose()
    {
        try
        {
            CloseAsync().GetAwaiter().GetResult();
        }
        catch (InvalidOperationException)
        {
            // It was closed before.
        }

        Shell?.Dispose();
        _folder.Delete(recursive: true);
    }

    // The number of the prompt at the end of the screen; 0 where none is.
    private static int PromptOn(string screen) =>
        Prompt().Match(screen.TrimEnd()) is { Success: true } prompt ? int.Parse(prompt.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"ready (\d+)>$")]
    private static partial Regex Prompt();

    private static string? FindAbsence()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("tmux", ["-V"]) { RedirectStandardOutput = true });
            process!.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "tmux, which draws terminals for these tests, is not installed.";
        }
    }

    private async Task<string> TmuxAsync(params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", ["-S", Path.Combine(_folder.FullName, "socket"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(error);
    }
}
