namespace RunCommandPS;

/// <summary>What of a document is an object within the object, as text.</summary>
/// <remarks>
/// ConvertTo-Json goes two levels deep by itself, cuts off what is deeper, and reads what is public in .NET: these properties. To
/// PowerShell the same names are the objects, by RunCommandPS.Types.ps1xml.
/// </remarks>
public abstract record RunCommandDocumentAsText
{
    private protected RunCommandDocumentAsText()
    {
    }

    /// <summary>The names of what it can be given.</summary>
    public IReadOnlyList<string> Parameters => [.. Self.Parameters.Select(parameter => parameter.Name)];

    private RunCommandDocument Self => (RunCommandDocument)this;
}
