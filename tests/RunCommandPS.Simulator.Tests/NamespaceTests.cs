using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RunCommandPS.Simulator.Tests;

/// <summary>The rooms of the simulator stand one above the other; ARCHITECTURE shows them in the same order.</summary>
public sealed partial class NamespaceTests
{
    // From the bottom. A room names those before it, and the root, whose types are public, all of them.
    private static readonly string[] Rooms = ["Contract", "Time", "Faults", "Fleet", "Documents", "Execution", "Service", "Storage", "Notifications", "State", "Protocol"];

    [Fact]
    public void No_room_names_one_above_it()
    {
        var wrong = Sources()
            .SelectMany(source => Named().Matches(source.Text).Select(match => (source.Room, Names: match.Groups[1].Value)))
            .Where(pair => Rooms.Contains(pair.Names, StringComparer.Ordinal) && Array.IndexOf(Rooms, pair.Names) > Array.IndexOf(Rooms, pair.Room))
            .Distinct();

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_is_a_room_and_what_is_internal_has_its_namespace()
    {
        Assert.Equal(Rooms.Order(StringComparer.Ordinal), Sources().Select(source => source.Room).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            Sources().Where(source => Internal().IsMatch(source.Text)),
            source => Assert.Contains($"\nnamespace RunCommandPS.Simulator.{source.Folder};", $"\n{source.Text}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^using (?:static )?RunCommandPS\.Simulator\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^internal ", RegexOptions.Multiline)]
    private static partial Regex Internal();

    private static IEnumerable<(string Room, string Folder, string Text)> Sources([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "RunCommandPS.Simulator"));
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Relative: Path.GetRelativePath(root, file), File: file))
            .Where(one => one.Relative.Contains(Path.DirectorySeparatorChar) && !one.Relative.StartsWith("obj", StringComparison.Ordinal) && !one.Relative.StartsWith("bin", StringComparison.Ordinal))
            .Select(one => (
                one.Relative.Split(Path.DirectorySeparatorChar)[0],
                Path.GetDirectoryName(one.Relative)!.Replace(Path.DirectorySeparatorChar, '.'),
                File.ReadAllText(one.File).ReplaceLineEndings("\n")));
    }
}
