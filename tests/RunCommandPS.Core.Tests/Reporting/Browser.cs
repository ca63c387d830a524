using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RunCommandPS.Core.Tests.Reporting;

/// <summary>A Chromium without a window that opens a file and tells what came of it.</summary>
internal static partial class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Skips a test where there is no browser.</summary>
    public static void Require() => Assert.SkipWhen(Program is null, "Chromium is not installed.");

    /// <summary>Opens a page.</summary>
    /// <param name="folder">A folder of its own, with the page in it.</param>
    /// <param name="page">The page's file.</param>
    /// <param name="hash">What stands behind the # of its address.</param>
    /// <returns>The page as it is once its script has run, what is on its console, and who asked the network for something.</returns>
    public static async Task<(string Dom, IReadOnlyList<string> Console, IReadOnlyList<string> Requests)> OpenAsync(
        DirectoryInfo folder, string page, string hash)
    {
        var log = Path.Combine(folder.FullName, "net.json");
        var start = new ProcessStartInfo(
            Program!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}",
                "--enable-logging=stderr", $"--log-net-log={log}", "--dump-dom",
                new Uri(page).AbsoluteUri + (hash.Length > 0 ? "#" + hash : ""),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var dom = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var console = (await errors).Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal)).ToList();
            var requests = Initiator().Matches(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken))
                .Select(match => match.Groups[1].Value)
                .Where(initiator => initiator != "not an origin").ToList();
            return (await dom, console, requests);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // What the browser asks for itself has no origin; what a page asks for has the page's.
    [GeneratedRegex("\"initiator\":\"([^\"]*)\"")]
    private static partial Regex Initiator();
}
