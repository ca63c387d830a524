using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>The run phase: every test in a scope of its own, inside those of its blocks.</summary>
internal sealed class SpecRun(SpecScope scope, DirectoryInfo testDrive)
{
    private readonly Dictionary<string, string?> _tests = [];
    private readonly List<string> _blockFailures = [];

    /// <summary>The tests that ran, by their full names, each with its failure or null.</summary>
    public IReadOnlyDictionary<string, string?> Tests => _tests;

    /// <summary>What went wrong after the last test of a block, in no test.</summary>
    public IReadOnlyList<string> BlockFailures => _blockFailures;

    public void Run(SpecBlock block) => scope.Nested(() =>
    {
        var before = testDrive.GetFileSystemInfos().Select(entry => entry.FullName).ToHashSet();
        scope.Bind(block.Data);
        if (Attempt(block, SetupKind.BeforeAll) is { } failure)
        {
            foreach (var test in block.Tests)
            {
                _tests[test.Path] = $"BeforeAll failed. {failure}";
            }
        }
        else
        {
            foreach (var child in block.Children)
            {
                if (child is SpecBlock inner)
                {
                    Run(inner);
                }
                else
                {
                    Run((SpecTest)child);
                }
            }
        }

        if (Attempt(block, SetupKind.AfterAll) is { } late)
        {
            _blockFailures.Add($"AfterAll of '{block.Path}' failed. {late}");
        }

        // What a block leaves in $TestDrive is gone after it.
        foreach (var entry in testDrive.GetFileSystemInfos().Where(entry => !before.Contains(entry.FullName)))
        {
            Delete(entry);
        }
    });

    private void Run(SpecTest test) => scope.Nested(() =>
    {
        scope.Bind(test.Data);
        var blocks = test.Parent!.Ancestry.ToList();
        var failure = Enumerable.Reverse(blocks).Select(block => Attempt(block, SetupKind.BeforeEach)).FirstOrDefault(text => text is not null)
            ?? Text(scope.Attempt(test.Body, test.Data));
        foreach (var late in blocks.Select(block => Attempt(block, SetupKind.AfterEach)).ToList())
        {
            failure ??= late;
        }

        _tests[test.Path] = failure;
    });

    private string? Attempt(SpecBlock block, SetupKind kind) =>
        block.Setups.TryGetValue(kind, out var setup) ? Text(scope.Attempt(setup)) : null;

    private static string? Text(ErrorRecord? error) => error?.Exception is SpecFailedException failed
        ? failed.Message
        : error is null ? null : $"{error.Exception.Message}\n{error.InvocationInfo?.PositionMessage}\n{error.ScriptStackTrace}\n{error.Exception}";

    private static void Delete(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo folder)
        {
            folder.Delete(recursive: true);
        }
        else
        {
            entry.Delete();
        }
    }
}
