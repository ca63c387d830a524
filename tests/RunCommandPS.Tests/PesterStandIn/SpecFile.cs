using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>
/// Runs one file of Pester specs on the in-process engine. A stand-in for machines where Pester can't be installed: it knows
/// Describe, Context, It, BeforeAll, AfterAll, BeforeEach, AfterEach, BeforeDiscovery, the operators of Should that
/// <see cref="ShouldCommand"/> has, and $TestDrive. Anything else is a failure that names it. The specs are Pester's, they do not
/// depend on this, and build.ps1 runs them with the real one.
/// </summary>
public sealed record SpecFile
{
    private static readonly EngineOptions Options = new()
    {
        Module = null,
        CommandNamespaces = [.. new EngineOptions().CommandNamespaces, typeof(SpecFile).Namespace!],
        Aliases = new Dictionary<string, string>
        {
            ["Describe"] = "Add-SpecBlock",
            ["Context"] = "Add-SpecBlock",
            ["It"] = "Add-SpecTest",
            ["BeforeAll"] = "Add-SpecSetup",
            ["AfterAll"] = "Add-SpecSetup",
            ["BeforeEach"] = "Add-SpecSetup",
            ["AfterEach"] = "Add-SpecSetup",
            ["BeforeDiscovery"] = "Invoke-SpecDiscovery",
            ["Should"] = "Assert-SpecShould",
        },
    };

    private SpecFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>The full names of the tests, in the order they are written.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>The tests that ran, each with its failure, or null where it passed. Empty after discovery alone.</summary>
    public IReadOnlyDictionary<string, string?> Tests { get; private init; } = new Dictionary<string, string?>();

    /// <summary>What is wrong with the file, apart from failing tests.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>Finds the tests of a file and runs none.</summary>
    public static SpecFile Discover(string path) => Start(path, run: false);

    /// <summary>Finds the tests of a file and runs them all.</summary>
    public static SpecFile Run(string path) => Start(path, run: true);

    /// <summary>An engine that knows the commands of the stand-in.</summary>
    internal static PowerShellEngine NewEngine(object? privateData) => new(Options with { PrivateData = privateData });

    private static SpecFile Start(string path, bool run)
    {
        using var variables = new EnvironmentVariables();
        var session = new SpecSession(System.IO.Path.GetFileName(path));
        using var engine = NewEngine(session);
        var found = engine.Run("& $args[0]", path);
        string[] faults = [.. found.AllErrors.Select(error => $"{path}: {ScriptResult.Describe(error)}")];
        string[] names = [.. session.Root.Tests.Select(test => test.Path)];
        if (faults.Length == 0 && names.Length == 0)
        {
            faults = [$"{path} has no test."];
        }

        var file = new SpecFile(path) { Names = names, Faults = faults };
        return run && faults.Length == 0 ? Run(file, engine, session) : file;
    }

    private static SpecFile Run(SpecFile file, PowerShellEngine engine, SpecSession session)
    {
        session.IsRunning = true;
        var testDrive = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");
        try
        {
            SpecRun? run = null;
            Action<SessionState> start = state =>
            {
                state.PSVariable.Set("TestDrive", testDrive);
                run = new SpecRun(new SpecScope(state), testDrive);
                run.Run(session.Root);
            };
            var result = engine.Run("$args[0].Invoke($ExecutionContext.SessionState)", start);
            return file with
            {
                Tests = run?.Tests ?? new Dictionary<string, string?>(),
                Faults = [.. run?.BlockFailures ?? [], .. result.Failure is null ? Array.Empty<string>() : [ScriptResult.Describe(result.Failure)]],
            };
        }
        finally
        {
            testDrive.Delete(recursive: true);
        }
    }
}
