using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>Whatever a node wrote, no view lets it steer the terminal.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class HostileTextTests : IDisposable
{
    // Clears the screen, sets the title, goes back to the start of the line and turns the direction of writing.
    private const string Hostile = "\u001b[2J\u001b]0;x\u0007a\u009b1m\u202eb\u007f";

    public static TheoryData<string> Types =>
        [.. Views().Select(view => view.Descendants("TypeName").Single().Value).Distinct().Where(
            type => type != "RunCommandPS.OutputLine")];

    public void Dispose() => PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

    [Theory]
    [MemberData(nameof(Types))]
    public void No_view_shows_a_text_as_it_is(string type)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = 120 });
        engine.Run("$null = Start-RunCommandSimulator 6>$null; Stop-RunCommandSimulator").Succeeded();
        var item = Fill(
            AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).First(found => found is not null)!);
        engine.Run("$item = $args[0]", item).Succeeded();

        foreach (var view in new[] { "$item", "$item | Format-Table", "$item | Format-Table -Wrap", "$item | Format-List" })
        {
            var shown = engine.Show(view);
            Assert.True(!shown.Any(sign => (char.IsControl(sign)
                && sign is not ('\n' or '\r')) || sign == '\u202e'), $"{view} shows {shown.Replace('\u001b', '^')}");
        }
    }

    [Fact]
    public void Every_text_of_the_format_file_goes_through_the_one_function()
    {
        string[] safe = ["bool", "Boolean", "Int32", "TimeSpan"];
        using var engine = new PowerShellEngine();
        engine.Run("$null = Start-RunCommandSimulator 6>$null; Stop-RunCommandSimulator").Succeeded();

        foreach (var view in Views())
        {
            var type = view.Descendants("TypeName").Single().Value;
            foreach (var name in view.Descendants("PropertyName"))
            {
                var property = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).First(found =>
                    found is not null)!.GetProperty(name.Value)!.PropertyType;
                Assert.Contains((Nullable.GetUnderlyingType(property) ?? property).Name, safe);
            }
        }
    }

    [Theory]
    [InlineData(OutputRendering.Host, "a␛[31mred␛[2J")]
    [InlineData(OutputRendering.Ansi, "a\u001b[31mred␛[2J\u001b[0m")]
    public void A_line_of_output_keeps_its_colors_only_where_the_user_wants_sequences_as_they_are(OutputRendering rendering,
        string expected)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = 120, ShowsColors = true });
        PSStyle.Instance.OutputRendering = rendering;

        Assert.Equal(expected,
            Shown.Text(engine.Show(
                "$line = [psobject]::new(\"a`e[31mred`e[2J\"); $line.PSObject.TypeNames.Insert(0, 'RunCommandPS.OutputLine'); $line")));
    }

    private static IEnumerable<XElement> Views() =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(BuiltModule.Manifest)!, "RunCommandPS.Format.ps1xml")).Descendants("View");

    // One of its kind, with the text wherever there is room for one.
    private static object Fill(Type type, int depth = 0)
    {
        var item = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        if (type.GetConstructor(Type.EmptyTypes) is { } constructor)
        {
            item = constructor.Invoke(null);
        }

        // A verdict and how a rollout stands are words of this module's own, and take no others.
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(
            property => property.CanWrite && depth < 3 && property.Name is not ("Verdict" or "Condition")))
        {
            if (Value(property.PropertyType, depth) is { } value)
            {
                property.SetValue(item, value);
            }
        }

        return item;
    }

    private static object? Value(Type type, int depth) =>
        type == typeof(string) ? Hostile
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? List(type.GetGenericArguments()[0], depth)
        : type == typeof(IReadOnlyDictionary<string, string>) ? new Dictionary<string, string> { [Hostile] = Hostile }
        : type == typeof(IReadOnlyDictionary<string, int>) ? new Dictionary<string, int> { [Hostile] = 1 }
        : type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>)
            ? new Dictionary<string, IReadOnlyList<string>> { [Hostile] = [Hostile] }
        : type.Namespace?.StartsWith("RunCommandPS", StringComparison.Ordinal) == true
            && type is { IsClass: true, IsAbstract: false } ? Fill(type, depth + 1)
        : null;

    private static Array? List(Type item, int depth)
    {
        if (Value(item, depth) is not { } value)
        {
            return null;
        }

        var list = Array.CreateInstance(item, 1);
        ((IList)list)[0] = value;
        return list;
    }
}
