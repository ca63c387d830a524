namespace RunCommandPS;

/// <summary>The members of a node that are objects, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by default, cuts off what is deeper, and reads what is public in .NET: these properties. In
/// PowerShell the same names are the objects, through RunCommandPS.Types.ps1xml.
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
