using System.Globalization;

namespace RunCommandPS.Errors;

/// <summary>What was being done when an error occurred: the words an explanation needs to be precise.</summary>
/// <param name="Operation">The API operation.</param>
/// <param name="Origin">The region and endpoint it was sent to.</param>
internal sealed record ErrorContext(string Operation, ConnectionOrigin Origin)
{
    /// <summary>The request, where it was SendCommand.</summary>
    public SendCommandRequest? Request { get; init; }

    /// <summary>The document that was requested or supposed to run, if any.</summary>
    public string? DocumentName
    {
        get => field ?? Request?.DocumentName;
        init;
    }

    /// <summary>The version of the document that was requested or supposed to run, if any.</summary>
    public string? DocumentVersion
    {
        get => field ?? Request?.DocumentVersion;
        init;
    }

    /// <summary>The command that was requested, if any.</summary>
    public string? CommandId { get; init; }

    /// <summary>The node that was requested, if any.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The step that was requested, if any.</summary>
    public string? PluginName { get; init; }

    /// <summary>The region, for a sentence; empty if it is not known.</summary>
    public string InRegion => Origin.Region.Length > 0 ? $" in {Origin.Region}" : "";

    /// <summary>When the call began.</summary>
    public DateTimeOffset StartedAt { get; init; } = TimeProvider.System.GetUtcNow();

    /// <summary>
    /// What a call whose answer is lost may have done: what, where and when, and the command to find out. The text of an error is all
    /// that a log keeps of it. Empty for a call that only reads.
    /// </summary>
    public string MayHaveRunNote => this switch
    {
        { Request: { } request } =>
            $" {What(request)} may have been accepted{InRegion} at {StartedAt.UtcDateTime:u}; check with: Get-RunCommand"
            + (request.DocumentName.Length > 0 ? $" -DocumentName '{request.DocumentName}'" : "")
            + $" -InvokedAfter '{Sortable(StartedAt - ClockTolerance)}'{Connection}.",
        { Operation: "CancelCommand", CommandId: { } command } =>
            $" Command '{command}'{InRegion} may have been cancelled at {StartedAt.UtcDateTime:u}; "
            + $"check with: Get-RunCommandInvocation {command}{Connection}.",
        _ => "",
    };

    // Not in the caller's calendar: it is meant to be typed.
    private static string Sortable(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Whether a call whose answer is lost may have done something: SendCommand has no idempotency token.</summary>
    public bool MayHaveRun => Request is not null;

    /// <summary>What to do before the same call is made again.</summary>
    public string BeforeRepeating => MayHaveRun ? CheckFirst : "Try again.";

    /// <summary>What to do before a second SendCommand.</summary>
    public const string CheckFirst = "Check with Get-RunCommand whether the command was accepted before sending it again.";

    /// <summary>A name in quotes, to follow the word for what it names; nothing if there is none.</summary>
    public static string Quoted(string? name) => string.IsNullOrEmpty(name) ? "" : $" '{name}'";

    /// <summary>What does not exist, by name if it has one.</summary>
    public static string Such(string what, string? name) => string.IsNullOrEmpty(name) ? $"such {what}" : $"{what} '{name}'";

    // How far a computer's clock may be off before the service refuses its signatures.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    // The parameters that lead to the same place. An endpoint of its own, a simulator for example, comes from the session.
    private string Connection => Origin.Connection.EndpointUrl is not null || Origin.Region.Length == 0 ? ""
        : $" -Region {Origin.Region}{(Origin.Connection.ProfileName is { } profile ? $" -ProfileName '{profile}'" : "")}"
            + (Origin.Connection.RoleArn is { } role ? $" -RoleArn '{role}'" : "");

    private static string What(SendCommandRequest request)
    {
        var nodes = request.InstanceIds is { } ids ? string.Join(", ", ids) : string.Join(" and ", request.Targets ?? []);
        return (request.DocumentName.Length > 0 ? $"'{request.DocumentName}'" : "The command")
            + (string.IsNullOrEmpty(request.Comment) ? "" : $" ({request.Comment})")
            + (nodes.Length > 0 ? $" for {nodes}" : "");
    }
}
