using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

namespace RunCommandPS.Session;

/// <summary>
/// Loads Core when the module is imported, and registers where its two isolated assemblies are; neither of those is loaded before it is
/// used.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string ModuleFolder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;
    private static readonly ReadyToRunImages Images = ReadyToRunImages.OfProcess(ModuleFolder);
    private static readonly Dictionary<string, DependencyContext> Contexts = new(StringComparer.Ordinal)
    {
        ["RunCommandPS.Aws"] = new(Path.Combine(ModuleFolder, "dependencies"), Images),
        ["RunCommandPS.Simulator"] = new(Path.Combine(ModuleFolder, "simulator"), Images),
    };

    /// <summary>PowerShell calls this when the module is imported.</summary>
    public void OnImport()
    {
        LoadCore();
        ModuleSession.Current.Users.Add(Runspace.DefaultRunspace);
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    /// <summary>
    /// PowerShell calls this when the module is removed: with its last runspace, connections are closed and simulators stopped.
    /// </summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (ModuleSession.Current.Users.Remove(Runspace.DefaultRunspace))
        {
            AssemblyLoadContext.Default.Resolving -= Resolve;
            ModuleSession.Current.Close();
        }
    }

    // The engine has loaded the cmdlets by now. For Core it has had no reason yet, because no public type of theirs inherits from a type of
    // Core or has a field of one that is a value; a test keeps it so. Whatever is loaded here is what everybody gets.
    private static void LoadCore()
    {
        var core = Path.Combine(ModuleFolder, "RunCommandPS.Core.dll");
        if (Images.InPlaceOf(core) is var image && image != core)
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(image);
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName assemblyName) =>
        assemblyName.Name is { } name && Contexts.TryGetValue(name, out var isolated) ? isolated.LoadOwn(assemblyName) : null;
}
