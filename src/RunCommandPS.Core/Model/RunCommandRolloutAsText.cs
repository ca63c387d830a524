namespace RunCommandPS;

/// <summary>The members of a rollout that are objects, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by default, cuts off what is deeper, and reads what is public in .NET: these properties. In
/// PowerShell the same names are the objects, through RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record RunCommandRolloutAsText
{
    private protected RunCommandRolloutAsText()
    {
    }

    /// <summary>The result so far, in one line.</summary>
    public string Summary => $"{Self.Summary}";

    /// <summary>Its nodes, each with its verdict.</summary>
    public IReadOnlyList<string> Nodes => [.. Self.Nodes.Select(node => $"{node}")];

    private RunCommandRollout Self => (RunCommandRollout)this;
}
