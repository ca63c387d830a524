using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>One step of a document; the API and the agent call it a plugin.</summary>
public sealed record DocumentStep
{
    /// <summary>The name, unique within the document. In schema 1.2 it is the action's.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does, for example <c>aws:runShellScript</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>
    /// What the action gets, with its placeholders: <c>inputs</c> in schema 2.x, an entry of <c>properties</c> in 1.2. Not to be changed;
    /// <see cref="Interpolation.Resolve(JsonNode?, BoundParameters)"/> makes a new one.
    /// </summary>
    public JsonObject Inputs { get; init; } = [];

    /// <summary>When it runs; null if it always does.</summary>
    public StepPrecondition? Precondition { get; init; }

    /// <summary>
    /// What follows a failure: <see cref="StepModifier.Exit"/>, <see cref="StepModifier.SuccessAndExit"/>, or empty for the
    /// next step.
    /// </summary>
    public string OnFailure { get; init; } = "";

    /// <summary>What follows a success: <see cref="StepModifier.Exit"/>, or empty for the next step.</summary>
    public string OnSuccess { get; init; } = "";

    /// <summary>Whether no other step runs after it, however it ends.</summary>
    public bool IsEnd { get; init; }

    /// <summary>Whether it is the last step and runs even when an earlier one has exited.</summary>
    public bool IsFinally { get; init; }

    /// <summary>
    /// Seconds the step may take, at least 1; null if the step does not say. The action may have a timeout of its own in
    /// <see cref="Inputs"/>.
    /// </summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>
    /// The platforms it runs on, of <see cref="ServiceValues.PlatformTypes"/>: those its action exists on (see
    /// <see cref="ActionPlatforms"/>), less those its precondition rules out.
    /// </summary>
    public IReadOnlyList<string> PlatformTypes =>
        [.. ActionPlatforms.Of(Action).Where(platform => Precondition?.PlatformType is not { } only || only == platform)];

    /// <summary>
    /// Whether the step runs on a node of <paramref name="platformType"/> with these parameters; otherwise the agent skips it.
    /// </summary>
    /// <param name="platformType">One of <see cref="ServiceValues.PlatformTypes"/>.</param>
    /// <param name="parameters">What the command was sent with.</param>
    /// <returns>True if it runs.</returns>
    public bool RunsOn(string platformType, BoundParameters parameters) =>
        ActionPlatforms.Of(Action).Contains(platformType) && (Precondition?.Holds(platformType, parameters) ?? true);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Action})";
}

/// <summary>What a step's <c>onFailure</c> and <c>onSuccess</c> can say.</summary>
public static class StepModifier
{
    /// <summary>The steps that follow are skipped.</summary>
    public const string Exit = "exit";

    /// <summary>The steps that follow are skipped, and the failed step counts as a success.</summary>
    public const string SuccessAndExit = "successAndExit";
}
