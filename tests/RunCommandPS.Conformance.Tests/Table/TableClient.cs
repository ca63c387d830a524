using System.ComponentModel;

namespace RunCommandPS.Conformance.Tests.Table;

/// <summary>A program that makes the calls of the table with a client that we did not write.</summary>
/// <param name="Name">The client's name.</param>
/// <param name="Program">What is started.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Probe">A command line that succeeds where the client is installed.</param>
/// <param name="Advice">What is missing where it is not, and how to get it.</param>
internal sealed record TableClient(string Name, string Program, string[] Arguments, string[] Probe, string Advice)
{
    // Debian's packages are for Debian's Python, which need not be the first on the path.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static readonly TableClient Cli = OfPython("AWS CLI", "aws_cli.py", "awscli");
    private static readonly TableClient Boto = OfPython("boto3", "boto3_client.py", "boto3");

    private static readonly TableClient JavaScript = new(
        "JavaScript",
        "node",
        [At("javascript", "client.mjs")],
        ["npm", "--version"],
        "The AWS SDK for JavaScript was not tested: install Node.js 20 or later with npm.")
    {
        IsFromNpm = true,
    };

    private bool? _isInstalled;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TableClient> All { get; } = [Cli, Boto, JavaScript];

    /// <summary>Where the client's package is described, if npm brings it.</summary>
    public bool IsFromNpm { get; private init; }

    /// <summary>Whether it can be run here.</summary>
    public bool IsInstalled => _isInstalled ??= Succeeds(Probe);

    /// <summary>Makes the calls and returns what the program wrote.</summary>
    public async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment, string table, CancellationToken cancellation)
    {
        if (IsFromNpm)
        {
            await InstallAsync(cancellation);
        }

        var result = await ClientProcess.RunAsync(Program, Arguments, environment, table, cancellation);
        Assert.True(result.ExitCode == 0, $"{Name} ended with {result.ExitCode}: {result.Error}");
        return result.Output;
    }

    private static TableClient OfPython(string name, string script, string module) => new(
        name,
        Python,
        [At("python", script)],
        [Python, "-c", $"import {module}"],
        $"{name} was not tested: no module {module}; install Debian's packages awscli and python3-boto3.");

    private static string At(string folder, string file) => Path.Combine(AppContext.BaseDirectory, folder, file);

    private static bool Succeeds(string[] line)
    {
        try
        {
            return ClientProcess.RunAsync(line[0], line[1..], new Dictionary<string, string>(), null, default).GetAwaiter().GetResult()
                .ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    // Beside the tests, not in the sources, and again only when the lock file has changed since.
    private static async Task InstallAsync(CancellationToken cancellation)
    {
        var installed = new FileInfo(At("javascript", "node_modules/.package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc > File.GetLastWriteTimeUtc(At("javascript", "package-lock.json")))
        {
            return;
        }

        var result = await ClientProcess.RunAsync(
            "npm",
            ["ci", "--prefix", Path.Combine(AppContext.BaseDirectory, "javascript"), "--ignore-scripts", "--no-audit", "--no-fund"],
            new Dictionary<string, string>(),
            null,
            cancellation);
        Assert.True(result.ExitCode == 0, $"npm ci ended with {result.ExitCode}: {result.Error}");
    }
}
