namespace RunCommandPS;

/// <summary>The members of an invocation that are objects, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by default, cuts off what is deeper, and reads what is public in .NET: these properties. In
/// PowerShell the same names are the objects, through RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record CommandInvocationAsText
{
    private protected CommandInvocationAsText()
    {
    }

    /// <summary>The document's steps on this node, each with its status.</summary>
    public IReadOnlyList<string> Steps => [.. Self.Steps.Select(step => $"{step}")];

    /// <summary>The topic that notifications are published to.</summary>
    public string NotificationConfig => $"{Self.NotificationConfig}";

    private CommandInvocation Self => (CommandInvocation)this;
}
