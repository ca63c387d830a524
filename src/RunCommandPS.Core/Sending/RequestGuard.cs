using RunCommandPS.Errors;

namespace RunCommandPS.Sending;

/// <summary>What must hold for a request before anything is read or sent.</summary>
internal static class RequestGuard
{
    /// <summary>Ensures that nodes are specified in one way.</summary>
    /// <param name="areNamed">Whether nodes are named one by one.</param>
    /// <param name="areChosen">Whether criteria select them.</param>
    /// <exception cref="InvalidInputException">Both.</exception>
    public static void OneWayToNameNodes(bool areNamed, bool areChosen)
    {
        if (areNamed && areChosen)
        {
            throw InputErrors.Input(
                "Both nodes and -Target are specified; a command takes one or the other.", "Leave one of them out; nothing was sent.");
        }
    }

    /// <summary>Ensures that nodes are specified at all.</summary>
    /// <param name="areNamed">Whether nodes are named one by one, or will be.</param>
    /// <param name="areChosen">Whether criteria select them.</param>
    /// <exception cref="InvalidInputException">Neither.</exception>
    public static void SomeNodes(bool areNamed, bool areChosen)
    {
        if (!areNamed && !areChosen)
        {
            throw InputErrors.Input("No nodes were specified.", "Pipe nodes in, or specify -InstanceId or -Target.");
        }
    }

    /// <summary>Ensures that a document is specified.</summary>
    /// <exception cref="InvalidInputException">None is.</exception>
    public static void SomeDocument(string? documentName)
    {
        if (documentName is null)
        {
            throw InputErrors.Input(
                "No document was specified.", "Specify -DocumentName, for example AWS-RunShellScript, or pipe whole requests in.");
        }
    }

    /// <summary>Ensures that a document is not a node: a list without its commas leaves an id where a document is expected.</summary>
    /// <exception cref="InvalidInputException">It is the id of one.</exception>
    public static void NoNodeForDocument(string? documentName)
    {
        if (documentName is not null && SpecPattern.IsMatch(documentName, ServiceLimits.InstanceIdPattern))
        {
            throw InputErrors.Input(
                $"'{documentName}' is a node id, but a document is expected here.",
                "Put commas between ids: -InstanceId $a, $b. Or specify the document with -DocumentName.");
        }
    }

    /// <summary>Ensures that no rule is broken.</summary>
    /// <param name="violations">The rules that are, as <see cref="RequestRules"/> puts them.</param>
    /// <exception cref="InvalidInputException">There are some.</exception>
    public static void NoViolations(IEnumerable<string> violations)
    {
        var broken = string.Join(" ", violations);
        if (broken.Length > 0)
        {
            throw InputErrors.Input(broken, "Fix what the message names, then send again; nothing was sent for this request.");
        }
    }
}
