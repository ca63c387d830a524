using System.Globalization;
using RunCommandPS.Documents;
using RunCommandPS.Errors;
using RunCommandPS.Scripts;
using RunCommandPS.Sending;

namespace RunCommandPS.Running;

/// <summary>
/// What a run sends, ready to send: a request for each shell that may occur. Whatever depends on the caller's session (variables,
/// arguments, the script's text) is already in it, so that a run in the background is not changed by what the caller does next.
/// </summary>
internal sealed record RunPlan
{
    /// <summary>A placeholder for the document until it is known which one it is.</summary>
    public const string AnyScriptDocument = ScriptDocument.RunShellScript;

    // A run must report every node, so one that fails does not keep the others from starting unless the caller asks for it.
    private const string AnyNumber = "100%";

    private readonly IReadOnlyDictionary<ScriptShell, Composed> _requests;

    private RunPlan(SendCommandRequest template, NodeScript? script)
    {
        Template = template;
        Shell = script?.Shell ?? ScriptShell.Auto;
        PossibleDocument = script?.PossibleDocument;
        DependsOnPlatform = script is { Shell: ScriptShell.Auto };
        Described = script is null ? template : Describe(template, script);
        ScriptShell[] shells = DependsOnPlatform ? [ScriptShell.Sh, ScriptShell.PowerShell] : [Shell];
        _requests = shells.ToDictionary(shell => shell, shell => Compose(template, script, shell));
    }

    /// <summary>The request as the caller specified it, without nodes and script.</summary>
    public SendCommandRequest Template { get; }

    /// <summary>The request as it is shown to the caller: with the script as it was written.</summary>
    public SendCommandRequest Described { get; }

    /// <summary>What runs the script; Auto if each node's platform decides, or if there is none.</summary>
    public ScriptShell Shell { get; }

    /// <summary>The script if it may be the name of a document; otherwise null.</summary>
    public string? PossibleDocument { get; }

    /// <summary>Whether each node's platform decides which document is sent.</summary>
    public bool DependsOnPlatform { get; }

    /// <summary>Criteria that select the nodes; null if they are specified one by one.</summary>
    public IReadOnlyList<Target>? Targets { get; private init; }

    /// <summary>How many nodes run at the same time, as the caller limits it.</summary>
    public string? MaxConcurrency { get; private init; }

    /// <summary>How many errors are tolerated, as the caller limits it.</summary>
    public string? MaxErrors { get; private init; }

    /// <summary>The seed by which the nodes are shuffled; null if they keep their order.</summary>
    public int? Seed { get; init; }

    /// <summary>The same plan for the nodes that criteria select.</summary>
    public RunPlan Choosing(IReadOnlyList<Target> targets) => this with { Targets = targets };

    /// <summary>A plan.</summary>
    /// <param name="request">The request as the caller specified it.</param>
    /// <param name="script">The script; null if the caller named a document.</param>
    /// <param name="workingDirectory">The folder to run in; null if none was specified.</param>
    /// <param name="executionTimeout">Seconds that the script may take; null if not specified.</param>
    /// <exception cref="RunCommandException">The script can't be sent to any node.</exception>
    public static RunPlan Of(SendCommandRequest request, NodeScript? script, string? workingDirectory, int? executionTimeout)
    {
        var template = request with
        {
            Targets = null,
            MaxErrors = request.MaxErrors ?? AnyNumber,
            Parameters = Parameters(request, script, workingDirectory, executionTimeout),
        };
        var plan = new RunPlan(template, script)
        {
            Targets = request.Targets,
            MaxConcurrency = request.MaxConcurrency,
            MaxErrors = request.MaxErrors,
        };
        var isOfUse = plan._requests.Values.Any(composed => composed.Problem is null);
        return isOfUse ? plan : throw plan._requests.Values.First().Problem!;
    }

    /// <summary>The request for nodes of a shell, still without nodes.</summary>
    /// <param name="shell">One that <see cref="Shell"/> leaves open, or that itself.</param>
    /// <exception cref="RunCommandException">The script can't be sent to such nodes: for example, it is not PowerShell, or sh can't take an
    /// argument.</exception>
    public SendCommandRequest Request(ScriptShell shell) =>
        _requests[shell] is { Problem: { } problem } ? throw problem : _requests[shell].Request!;

    /// <summary>The request of a run whose shell is already decided.</summary>
    public SendCommandRequest AnyRequest => _requests.Values.First(composed => composed.Problem is null).Request!;

    private static Composed Compose(SendCommandRequest template, NodeScript? script, ScriptShell shell)
    {
        try
        {
            return new Composed(LineEndings.Normalize(script is null ? template : script.Request(template, shell)), null);
        }
        catch (RunCommandException problem)
        {
            // It matters only if there are nodes with this shell.
            return new Composed(null, problem);
        }
    }

    private static SendCommandRequest Describe(SendCommandRequest template, NodeScript script) => template with
    {
        DocumentName = script.Shell.Document(),
        Parameters = new Dictionary<string, IReadOnlyList<string>>(template.Parameters ?? SendCommandRequest.NoParameters)
        {
            [ScriptDocument.Commands] = [script.Text],
        },
    };

    private static IReadOnlyDictionary<string, IReadOnlyList<string>>? Parameters(
        SendCommandRequest request, NodeScript? script, string? workingDirectory, int? executionTimeout)
    {
        if (script is null)
        {
            return request.Parameters;
        }

        if (request.Parameters?.ContainsKey(ScriptDocument.Commands) == true)
        {
            throw InputErrors.Input(
                "-Parameter has 'commands', but there is also a script.",
                "Specify the script in one place: -Script, or -DocumentName with -Parameter.");
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
            throw InputErrors.Input($"{parameter} is specified, and -Parameter has {name}, too.", "Leave one of them out.");
        }
    }

    // A request, or why there is none.
    private sealed record Composed(SendCommandRequest? Request, RunCommandException? Problem);
}
