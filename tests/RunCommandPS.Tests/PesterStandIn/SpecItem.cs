using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>One value of -ForEach. Null is a value too.</summary>
internal sealed record SpecData(object? Value);

/// <summary>What discovery finds: a block or a test.</summary>
internal abstract class SpecItem(string name, SpecBlock? parent, SpecData? data)
{
    public SpecBlock? Parent { get; } = parent;

    /// <summary>The value it was made for; null where there was no -ForEach.</summary>
    public SpecData? Data { get; } = data;

    /// <summary>The names from the outermost block to this one, joined by dots.</summary>
    public string Path { get; } = parent is null or { Parent: null } ? name : $"{parent.Path}.{name}";
}

/// <summary>An It.</summary>
internal sealed class SpecTest(string name, SpecBlock parent, SpecData? data, ScriptBlock body) : SpecItem(name, parent, data)
{
    public ScriptBlock Body { get; } = body;
}

/// <summary>A Describe or Context, or the file itself, which is the block without a parent.</summary>
internal sealed class SpecBlock(string name, SpecBlock? parent, SpecData? data) : SpecItem(name, parent, data)
{
    /// <summary>Blocks and tests, in the order they are written.</summary>
    public List<SpecItem> Children { get; } = [];

    public Dictionary<SetupKind, ScriptBlock> Setups { get; } = [];

    /// <summary>All tests in it, at any depth.</summary>
    public IEnumerable<SpecTest> Tests => Children.SelectMany(child => child is SpecBlock block ? block.Tests : [(SpecTest)child]);

    /// <summary>This block and those around it, innermost first.</summary>
    public IEnumerable<SpecBlock> Ancestry => Parent is null ? [this] : Parent.Ancestry.Prepend(this);
}

/// <summary>What can run around tests. The names are those of Pester's commands.</summary>
internal enum SetupKind
{
    BeforeAll,
    AfterAll,
    BeforeEach,
    AfterEach,
}
