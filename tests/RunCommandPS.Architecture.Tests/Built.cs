using System.Reflection;

namespace RunCommandPS.Architecture.Tests;

/// <summary>Where the sources are and what they were built to.</summary>
internal static class Built
{
    public static string ModuleFolder { get; } = Metadata("ModuleFolder");

    public static string Repository { get; } = Metadata("Repository");

    private static string Metadata(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
