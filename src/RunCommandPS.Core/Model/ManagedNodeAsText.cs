namespace RunCommandPS;

/// <summary>What of a node is an object within the object, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by itself, cuts off what is deeper, and reads what is public in .NET: these properties. To
/// PowerShell the same names are the objects, by RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record ManagedNodeAsText
{
    private protected ManagedNodeAsText()
    {
    }

    /// <summary>The state of its associations.</summary>
    public string AssociationOverview => $"{Self.AssociationOverview}";

    private ManagedNode Self => (ManagedNode)this;
}
