using System.Reflection;
using System.Runtime.Loader;

namespace RunCommandPS.Session;

/// <summary>
/// Loads one folder of the module into its own context, so that its libraries (AWSSDK, YamlDotNet) coexist with any other
/// version that AWS.Tools or another module has loaded. What the folder does not have comes from the default context, and is
/// shared by all: RunCommandPS.Core and the framework.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="images">Images to load in place of its libraries.</param>
internal sealed class DependencyContext(string folder, ReadyToRunImages images) : AssemblyLoadContext(Path.GetFileName(folder))
{
    /// <summary>Loads an assembly of this folder.</summary>
    /// <param name="assemblyName">Its name.</param>
    /// <returns>The assembly; null if the folder has no such file.</returns>
    public Assembly? LoadOwn(AssemblyName assemblyName)
    {
        // By path, and only a file that exists: asking by name for a missing one would recurse forever.
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(images.InPlaceOf(path)) : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => LoadOwn(assemblyName);
}
