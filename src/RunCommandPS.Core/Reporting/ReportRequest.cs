using System.Text.Json;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;

namespace RunCommandPS.Reporting;

/// <summary>What was sent to some nodes.</summary>
/// <param name="Request">The request, without the ids of nodes.</param>
/// <param name="Nodes">To how many nodes.</param>
/// <param name="Places">The Regions, accounts and profiles it was sent to, each as a text.</param>
internal sealed record ReportRequest(SendCommandRequest Request, int Nodes, IReadOnlyList<string> Places)
{
    /// <summary>What a rollout sends: each request once, however many places it goes to.</summary>
    public static IReadOnlyList<ReportRequest> Of(RolloutState state) => Merged(state.Planned.Parts.Select(part => (
        part.Request,
        part.InstanceIds.Count > 0 ? part.InstanceIds.Count : state.Nodes.Count(node => node.Connection == part.Connection),
        Place(state.Planned.Connections[part.Connection]))));

    /// <summary>What commands were sent with.</summary>
    public static IReadOnlyList<ReportRequest> Of(IEnumerable<Command> commands) => Merged(commands.Select(command => (
        RestartPlan.Template(command) with { Targets = command.Targets.Count > 0 ? command.Targets : null },
        command.TargetCount,
        Place(command.Region, command.Account, command.ProfileName, command.RoleArn))));

    /// <summary>What can be said about requests from their results: their documents and comments.</summary>
    public static IReadOnlyList<ReportRequest> Of(IEnumerable<CommandInvocation> invocations) => Merged(invocations
        .Where(invocation => invocation.DocumentName.Length > 0)
        .Select(invocation => (
            new SendCommandRequest
            {
                DocumentName = invocation.DocumentName,
                DocumentVersion = invocation.DocumentVersion is { Length: > 0 } version ? version : null,
                Comment = RolloutMarker.Strip(invocation.Comment) is { Length: > 0 } comment ? comment : null,
            },
            1,
            Place(invocation.Region, invocation.Account, invocation.ProfileName, invocation.RoleArn))));

    // Lists of records are compared by reference, so requests are compared by what they say.
    private static IReadOnlyList<ReportRequest> Merged(IEnumerable<(SendCommandRequest Request, int Nodes, string Place)> sent) =>
    [
        .. sent.GroupBy(one => JsonSerializer.Serialize(one.Request with { InstanceIds = null })).Select(same => new ReportRequest(
            same.First().Request with { InstanceIds = null },
            same.Sum(one => one.Nodes),
            [.. same.Select(one => one.Place).Where(place => place.Length > 0).Distinct(StringComparer.Ordinal)])),
    ];

    private static string Place(RecordedConnection connection) =>
        Place(connection.Region, connection.Account, connection.ProfileName, connection.RoleArn);

    private static string Place(string? region, string? account, string? profile, string? role) => string.Join(", ", new[]
    {
        region ?? "",
        account is { Length: > 0 } ? $"account {account}" : "",
        profile is { Length: > 0 } ? $"profile {profile}" : "",
        role is { Length: > 0 } ? $"role {role}" : "",
    }.Where(part => part.Length > 0));
}
