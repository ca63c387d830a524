using System.Reflection;

namespace RunCommandPS.Bench;

/// <summary>Where the build put what is measured.</summary>
internal static class Built
{
    /// <summary>Manifest of the module.</summary>
    public static string Module { get; } = Path.Combine(Metadata("ModuleFolder"), "RunCommandPS.psd1");

    /// <summary>Manifest of the module that does nothing.</summary>
    public static string EmptyModule { get; } = Path.Combine(Metadata("EmptyModuleFolder"), "EmptyModule.psd1");

    /// <summary>Manifest of a module without code, which has the engine's own reading of modules compiled before one is measured.</summary>
    public static string EngineWarmUp { get; } = Path.Combine(Metadata("EngineWarmUpFolder"), "EngineWarmUp.psd1");

    /// <summary>
    /// The pwsh whose processes are measured: the .NET tool's, or the one that RUNCOMMANDPS_BENCH_PWSH names. The engine of an installed
    /// one is compiled ahead of time, the tool's is not.
    /// </summary>
    public static string Pwsh { get; } =
        Environment.GetEnvironmentVariable("RUNCOMMANDPS_BENCH_PWSH") is { Length: > 0 } given ? given : Metadata("Pwsh");

    /// <summary>The simulator as a program.</summary>
    public static string SimulatorHost { get; } = Metadata("SimulatorHost");

    /// <summary>Whether this is the build that is worth measuring.</summary>
    public static bool IsRelease { get; } =
        typeof(Built).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration == "Release";

    private static string Metadata(string key) =>
        Path.GetFullPath(typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!);
}
