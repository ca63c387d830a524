using System.Globalization;
using RunCommandPS.Documents;
using RunCommandPS.Scripts;
using RunCommandPS.Sending;

namespace RunCommandPS.Pipeline;

/// <summary>What a run sends: a document, or a script by one of two documents.</summary>
/// <param name="Template">The request as the caller gave it, without nodes.</param>
/// <param name="Script">The script; null where the caller named a document.</param>
internal sealed record RunPlan(SendCommandRequest Template, NodeScript? Script)
{
    /// <summary>Stands for the document until it is known which one it is.</summary>
    public const string AnyScriptDocument = ScriptDocument.RunShellScript;

    // A run is to tell of every node, so one that fails does not keep the others from starting unless the caller says so.
    private const string AnyNumber = "100%";

    /// <summary>Criteria that choose the nodes; null where they are named.</summary>
    public IReadOnlyList<Target>? Targets { get; private init; }

    /// <summary>How many nodes run at the same time, as the caller limits it.</summary>
    public string? MaxConcurrency { get; private init; }

    /// <summary>How many errors are borne, as the caller limits it.</summary>
    public string? MaxErrors { get; private init; }

    /// <summary>Whether each node's platform decides which document is sent.</summary>
    public bool DependsOnPlatform => Script is { Shell: ScriptShell.Auto };

    /// <summary>The request as it is shown to the caller: with the script as it was written.</summary>
    public SendCommandRequest Described => Script is null ? Template : Template with
    {
        DocumentName = Script.Shell switch
        {
            ScriptShell.Auto => $"{ScriptDocument.RunShellScript} or {ScriptDocument.RunPowerShellScript}",
            ScriptShell.PowerShell => ScriptDocument.RunPowerShellScript,
            _ => ScriptDocument.RunShellScript,
        },
        Parameters = new Dictionary<string, IReadOnlyList<string>>(Template.Parameters ?? new Dictionary<string, IReadOnlyList<string>>()) { [ScriptDocument.Commands] = [Script.Text] },
    };

    /// <summary>A plan.</summary>
    /// <param name="request">The request as the caller gave it.</param>
    /// <param name="script">The script; null where the caller named a document.</param>
    /// <param name="workingDirectory">The folder to run in; null where none was given.</param>
    /// <param name="executionTimeout">Seconds that the script may take; null where none were given.</param>
    /// <exception cref="RunCommandException">The script can't be sent.</exception>
    public static RunPlan Of(SendCommandRequest request, NodeScript? script, string? workingDirectory, int? executionTimeout)
    {
        var template = request with
        {
            Targets = null,
            MaxErrors = request.MaxErrors ?? AnyNumber,
            Parameters = Parameters(request, script, workingDirectory, executionTimeout),
        };
        var plan = new RunPlan(template, script) { Targets = request.Targets, MaxConcurrency = request.MaxConcurrency, MaxErrors = request.MaxErrors };

        // A mistake in the script is found before anybody is asked for anything.
        _ = plan.Request(script?.Shell ?? ScriptShell.Auto);
        return plan;
    }

    /// <summary>The request for nodes of a shell, still without nodes.</summary>
    public SendCommandRequest Request(ScriptShell shell) =>
        LineEndings.Normalize(Script is null ? Template : Script.Request(Template, shell == ScriptShell.Auto ? ScriptShell.Sh : shell));

    private static IReadOnlyDictionary<string, IReadOnlyList<string>>? Parameters(SendCommandRequest request, NodeScript? script, string? workingDirectory, int? executionTimeout)
    {
        if (script is null)
        {
            return request.Parameters;
        }

        if (request.Parameters?.ContainsKey(ScriptDocument.Commands) == true)
        {
            throw InputErrors.Input("-Parameter has commands, and the script is one, too.", "Give the script in one place: -Script, or -DocumentName with -Parameter.");
        }

        var parameters = request.Parameters?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];
        RefuseTwice(parameters, ScriptDocument.WorkingDirectory, "-WorkingDirectory", workingDirectory);
        RefuseTwice(parameters, ScriptDocument.ExecutionTimeout, "-ExecutionTimeout", executionTimeout);
        if (workingDirectory is not null)
        {
            parameters[ScriptDocument.WorkingDirectory] = [workingDirectory];
        }

        if (executionTimeout is { } seconds)
        {
            parameters[ScriptDocument.ExecutionTimeout] = [seconds.ToString(CultureInfo.InvariantCulture)];
        }

        return parameters;
    }

    private static void RefuseTwice(Dictionary<string, IReadOnlyList<string>> parameters, string name, string parameter, object? value)
    {
        if (value is not null && parameters.ContainsKey(name))
        {
            throw InputErrors.Input($"{parameter} is given, and -Parameter has {name}, too.", "Leave one of them out.");
        }
    }
}
