using Microsoft.Testing.Platform.Extensions.Messages;

namespace RunCommandPS.Specs;

/// <summary>What came of an It, or of a file or block that could not be run to its end.</summary>
/// <param name="File">The spec file.</param>
/// <param name="Line">Where the It begins, from 1.</param>
/// <param name="Name">Its name, with those of the blocks around it.</param>
/// <param name="Outcome">Pester's word: Passed, Failed, Skipped, Inconclusive or NotRun.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">What Pester says of a failure, with where it was.</param>
internal sealed record SpecResult(string File, int Line, string Name, string Outcome, double Seconds, string? Message)
{
    /// <summary>A test that is known and has not run.</summary>
    public TestNode Discovered() => Node(DiscoveredTestNodeStateProperty.CachedInstance);

    /// <summary>A test that has run.</summary>
    public TestNode Ended()
    {
        var end = DateTimeOffset.UtcNow;
        var duration = TimeSpan.FromSeconds(Seconds);
        return Node(
            Outcome switch
            {
                "Passed" => PassedTestNodeStateProperty.CachedInstance,
                "Failed" => new FailedTestNodeStateProperty(Message ?? "The spec failed."),
                "Skipped" => new SkippedTestNodeStateProperty(Message ?? ""),
                _ => new ErrorTestNodeStateProperty(Message ?? $"The spec was not run: {Outcome}."),
            },
            new TimingProperty(new TimingInfo(end - duration, end, duration)));
    }

    private TestNode Node(params IProperty[] properties)
    {
        var name = $"{Path.GetFileName(File).Replace(".Tests.ps1", "", StringComparison.Ordinal)}: {Name}";
        var position = new LinePosition(Line, 0);
        return new TestNode
        {
            Uid = name,
            DisplayName = name,
            Properties = new PropertyBag([.. properties, new TestFileLocationProperty(File, new LinePositionSpan(position, position))]),
        };
    }
}
