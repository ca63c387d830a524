namespace RunCommandPS;

/// <summary>One thing that was checked before a command is sent, and the result.</summary>
public sealed record TestFinding
{
    /// <summary>What it is about: Request, Document, Parameter, Target or Node.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Which one: the name of the document or parameter, the id of the node, the criteria.</summary>
    public string Name { get; init; } = "";

    /// <summary>Passed, Warning or Failed. A warning is about what could not be checked, or would be skipped.</summary>
    public string Result { get; init; } = "";

    /// <summary>Whether it does not prevent sending.</summary>
    public bool Passed => Result != Failed;

    /// <summary>What was found, in plain words.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do about it; empty if there is nothing to be done.</summary>
    public string Recommendation { get; init; } = "";

    internal const string Success = "Passed";

    internal const string Warning = "Warning";

    internal const string Failed = "Failed";

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} {Name}: {Message}";

    internal static TestFinding Good(string subject, string name, string message) =>
        new() { Subject = subject, Name = name, Result = Success, Message = message };

    internal static TestFinding Doubtful(string subject, string name, string message, string recommendation) =>
        new() { Subject = subject, Name = name, Result = Warning, Message = message, Recommendation = recommendation };

    internal static TestFinding Bad(string subject, string name, string message, string recommendation) =>
        new() { Subject = subject, Name = name, Result = Failed, Message = message, Recommendation = recommendation };
}
