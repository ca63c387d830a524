using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>Reads the <c>mainSteps</c> of schemas 2.0 and 2.2.</summary>
internal static class MainStepsReader
{
    internal static List<DocumentStep> Read(JsonObject root, string schemaVersion, Dictionary<string, DocumentParameter> parameters)
    {
        if (root["runtimeConfig"] is not null)
        {
            throw root.Wrong("runtimeConfig", $"is for schemaVersion \"1.2\"; in {schemaVersion} write mainSteps.");
        }

        if (root.Array("mainSteps") is not { Count: > 0 } list)
        {
            throw root.Wrong("mainSteps", "is missing or empty; write at least one step with action, name and inputs.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var steps = new List<DocumentStep>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            var node = list[index] as JsonObject
                ?? throw list.Wrong(index, $"a step must be an object, not {DocumentJson.Kind(list[index])}.");
            var step = ReadOne(node, schemaVersion, parameters);
            if (!names.Add(step.Name))
            {
                throw node.Wrong("name", $"'{step.Name}' is the name of an earlier step; each needs its own.");
            }

            steps.Add(step.IsFinally && index < list.Count - 1
                ? throw node.Object("inputs")!.Wrong("finallyStep", "only the last step can be the one that always runs.")
                : step);
        }

        return steps;
    }

    private static DocumentStep ReadOne(JsonObject step, string schemaVersion, Dictionary<string, DocumentParameter> parameters)
    {
        var inputs = step.Object("inputs") ?? [];
        return new DocumentStep
        {
            Action = ActionName.Checked(step, "action", step.RequiredText("action", ActionName.Example)),
            Name = step.RequiredText("name", "every step needs a name of its own."),
            Inputs = (JsonObject)inputs.DeepClone(),
            Precondition = PreconditionOf(step, schemaVersion, parameters),
            OnFailure = Modifier(step, inputs, "onFailure", StepModifier.Exit, StepModifier.SuccessAndExit),
            OnSuccess = Modifier(step, inputs, "onSuccess", StepModifier.Exit),
            IsEnd = step.Flag("isEnd"),
            IsFinally = inputs.Flag("finallyStep"),
            TimeoutSeconds = step.Count("timeoutSeconds", 1),
        };
    }

    /// <summary>
    /// The agent reads these among the inputs, where the user guide puts them; documents also have them beside the action.
    /// </summary>
    private static string Modifier(JsonObject step, JsonObject inputs, string name, params string[] allowed)
    {
        var owner = inputs[name] is not null ? inputs : step;
        var value = owner.Text(name) ?? "";
        return value.Length == 0 || allowed.Contains(value)
            ? value
            : throw owner.Wrong(
                name, $"'{value}' is not one of its values; write {string.Join(" or ", allowed)}, or leave it out to continue.");
    }

    private static StepPrecondition? PreconditionOf(JsonObject step, string schemaVersion, Dictionary<string, DocumentParameter> parameters)
    {
        if (step.Object("precondition") is not { } node)
        {
            return null;
        }

        if (schemaVersion != "2.2")
        {
            throw node.Wrong($"needs schemaVersion \"2.2\", not {schemaVersion}.");
        }

        if (node.Count != 1 || node.Array(StepPrecondition.StringEquals) is not { Count: 2 } pair
            || pair.Select(DocumentJson.ScalarText).ToList() is not [{ } left, { } right])
        {
            throw node.Wrong("must be one StringEquals of two texts, for example {\"StringEquals\": [\"platformType\", \"Linux\"]}.");
        }

        var precondition = new StepPrecondition(left, right);
        return Objection(precondition, parameters) is { } objection ? throw pair.Wrong(objection) : precondition;
    }

    /// <summary>What the agent would not evaluate; it would fail the step, so the document is refused beforehand.</summary>
    private static string? Objection(StepPrecondition precondition, Dictionary<string, DocumentParameter> parameters)
    {
        var (left, right) = (precondition.Left, precondition.Right);
        return left == right ? "compares a text with itself."
            : ParameterStoreReference.IsIn(left) || ParameterStoreReference.IsIn(right) ? "can't compare values of Parameter Store."
            : precondition.PlatformType is { } platform
                ? ServiceValues.PlatformTypes.Contains(platform) ? null
                    : $"'{platform}' is not a platform; write one of {string.Join(", ", ServiceValues.PlatformTypes)}."
            : Interpolation.Names(left).Concat(Interpolation.Names(right)).Any(parameters.ContainsKey) ? null
            : "must compare platformType, or at least one parameter of the document such as {{ name }}.";
    }
}
