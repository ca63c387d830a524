namespace RunCommandPS;

/// <summary>The members of a command that are objects, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by default, cuts off what is deeper, and reads what is public in .NET: these properties. In
/// PowerShell the same names are the objects, through RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record CommandAsText
{
    private protected CommandAsText()
    {
    }

    /// <summary>The document's parameters, in one line.</summary>
    public string Parameters => $"{Self.Parameters}";

    /// <summary>The criteria, each as <c>key=values</c>.</summary>
    public IReadOnlyList<string> Targets => [.. Self.Targets.Select(target => $"{target}")];

    /// <summary>The topic that notifications are published to.</summary>
    public string NotificationConfig => $"{Self.NotificationConfig}";

    /// <summary>The alarm that stops the command.</summary>
    public string AlarmConfiguration => $"{Self.AlarmConfiguration}";

    /// <summary>Alarms that went off, with their states.</summary>
    public IReadOnlyList<string> TriggeredAlarms => [.. Self.TriggeredAlarms.Select(alarm => $"{alarm}")];

    private Command Self => (Command)this;
}
