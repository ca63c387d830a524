using System.Collections.Concurrent;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>Every It of tests/Pester as a test of its own. A file runs once, as a whole, when the first of its tests is asked for.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class SpecTests(SpecTests.Runs runs) : IClassFixture<SpecTests.Runs>
{
    public static IEnumerable<TheoryDataRow<string>> Files =>
        Directory.GetFiles(BuiltModule.SpecFolder, "*.Tests.ps1").Order(StringComparer.Ordinal).Select(file => new TheoryDataRow<string>(Path.GetFileName(file)));

    public static IEnumerable<TheoryDataRow<string, string>> Specs =>
        from file in Files
        from name in SpecFile.Discover(Path.Combine(BuiltModule.SpecFolder, file.Data)).Names
        select new TheoryDataRow<string, string>(file.Data, name) { TestDisplayName = file.Data, Label = name };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_spec_file_is_sound(string file)
    {
        var ran = runs.Of(file);

        Assert.True(ran.Faults.Count == 0, string.Join('\n', ran.Faults));
        Assert.Equal(ran.Names.Count, ran.Tests.Count);
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void A_spec_holds(string file, string name)
    {
        var ran = runs.Of(file);

        Assert.True(ran.Tests.TryGetValue(name, out var failure), string.Join('\n', ran.Faults.Prepend($"{name} did not run.")));
        Assert.True(failure is null, failure);
    }

    public sealed class Runs
    {
        private readonly ConcurrentDictionary<string, SpecFile> _files = [];

        public SpecFile Of(string file) => _files.GetOrAdd(file, name => SpecFile.Run(Path.Combine(BuiltModule.SpecFolder, name)));
    }
}
