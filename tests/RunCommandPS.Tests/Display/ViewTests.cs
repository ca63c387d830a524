using System.Management.Automation;
using System.Xml.Linq;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>No type that a cmdlet returns is left to the engine's own idea of it.</summary>
public sealed class ViewTests
{
    // What has a view of the engine's own, or is the caller's.
    private static readonly string[] OfTheEngine =
    [
        "System.Void", "System.Boolean", "System.String", "System.IO.FileInfo", "System.Management.Automation.PSObject",
        "RunCommandPS.Jobs.RunCommandJob",
    ];

    [Fact]
    public void Every_type_that_a_cmdlet_returns_has_a_table_and_a_list()
    {
        using var engine = new PowerShellEngine();
        var returned = engine.Run("Get-Command -Module RunCommandPS").Succeeded().Output
            .SelectMany(command => ((CmdletInfo)command.BaseObject).OutputType).Select(type => type.Name).Except(OfTheEngine)
            .Order(StringComparer.Ordinal).ToList();
        var views = XDocument.Load(Path.Combine(Path.GetDirectoryName(BuiltModule.Manifest)!, "RunCommandPS.Format.ps1xml"))
            .Descendants("View")
            .ToLookup(
                view => view.Descendants("TypeName").Single().Value, view => view.Elements().Select(element => element.Name.LocalName)
                    .Single(name => name.EndsWith("Control", StringComparison.Ordinal)));

        Assert.True(returned.Count > 8, string.Join(", ", returned));
        Assert.All(returned, type => Assert.Superset(new HashSet<string>(["ListControl", "TableControl"]), views[type].ToHashSet()));
    }
}
