using System.Management.Automation;

namespace RunCommandPS.Completion;

/// <summary>Whole hashtables for a simulated node, one for each frequently used member.</summary>
public sealed class SimulatedNodeCompleter : RemoteCompleter
{
    private static readonly Candidate[] Fixed =
    [
        new("@{ Name = '' }", "a node with a name", "Name"),
        new("@{ InstanceId = '' }", "a node with an id of your own", "InstanceId"),
        new("@{ Tags = @{ Role = '' } }", "a node with tags", "Tags"),
        new("@{ PlatformType = 'Windows' }", "a Windows node", "PlatformType"),
        new("@{ PingStatus = 'ConnectionLost' }", "a node whose agent does not respond", "PingStatus"),
    ];

    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) => Fixed;

    private protected override IEnumerable<CompletionResult> Results(string word, char? quote, CompletionContext context) =>
        Templates(word, context);
}
