namespace RunCommandPS;

/// <summary>The members of a document that are objects, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by default, cuts off what is deeper, and reads what is public in .NET: these properties. In
/// PowerShell the same names are the objects, through RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record RunCommandDocumentAsText
{
    private protected RunCommandDocumentAsText()
    {
    }

    /// <summary>The names of its parameters.</summary>
    public IReadOnlyList<string> Parameters => [.. Self.Parameters.Select(parameter => parameter.Name)];

    private RunCommandDocument Self => (RunCommandDocument)this;
}
