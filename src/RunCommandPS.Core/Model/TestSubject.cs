namespace RunCommandPS.Model;

/// <summary>What a <see cref="TestFinding"/> can be about.</summary>
internal static class TestSubject
{
    public const string Request = "Request";

    public const string Document = "Document";

    public const string Parameter = "Parameter";

    public const string Target = "Target";

    public const string Node = "Node";
}
