using System.Reflection;

namespace RunCommandPS.Session;

/// <summary>The version of this module.</summary>
internal static class ModuleVersion
{
    /// <summary>The version as it was built, without what the compiler adds to it.</summary>
    public static string Text { get; } =
        typeof(ModuleVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "";
}
