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
        var views = Views().ToLookup(
            view => view.Descendants("TypeName").Single().Value, view => view.Elements().Select(element => element.Name.LocalName)
                .Single(name => name.EndsWith("Control", StringComparison.Ordinal)));

        Assert.True(returned.Count > 8, string.Join(", ", returned));
        Assert.All(returned, type => Assert.Superset(new HashSet<string>(["ListControl", "TableControl"]), views[type].ToHashSet()));
    }

    // A column that does not fit is made narrower by the engine, down to one character, and left out only then. Some hosts leave the last
    // column of the window free.
    [Theory]
    [InlineData(79)]
    [InlineData(80)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(119)]
    [InlineData(120)]
    [InlineData(132)]
    public void The_last_column_that_is_shown_has_room_for_its_label(int width)
    {
        foreach (var view in Views().Where(view => view.Element("TableControl") is not null))
        {
            var used = 0;
            foreach (var column in view.Descendants("TableColumnHeader"))
            {
                var label = column.Element("Label")!.Value;
                var room = width - used;
                Assert.True(room <= 0 || room >= label.Length, $"{view.Element("Name")!.Value}: {room} columns for {label} of {width}");
                used += (int?)column.Element("Width") + 1 ?? width;
            }
        }
    }

    private static IEnumerable<XElement> Views() =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(BuiltModule.Manifest)!, "RunCommandPS.Format.ps1xml")).Descendants("View");
}
