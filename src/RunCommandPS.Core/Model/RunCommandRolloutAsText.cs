namespace RunCommandPS;

/// <summary>What of a rollout is an object within the object, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by itself, cuts off what is deeper, and reads what is public in .NET: these properties. To
/// PowerShell the same names are the objects, by RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record RunCommandRolloutAsText
{
    private protected RunCommandRolloutAsText()
    {
    }

    /// <summary>What has come of it, in one line.</summary>
    public string Summary => $"{Self.Summary}";

    /// <summary>Its nodes, each with its verdict.</summary>
    public IReadOnlyList<string> Nodes => [.. Self.Nodes.Select(node => $"{node}")];

    private RunCommandRollout Self => (RunCommandRollout)this;
}
