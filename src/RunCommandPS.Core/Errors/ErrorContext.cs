namespace RunCommandPS;

/// <summary>What was being done when an error came: the words an explanation needs to be precise.</summary>
/// <param name="Operation">The API operation.</param>
/// <param name="Origin">The region and endpoint it was sent to.</param>
internal sealed record ErrorContext(string Operation, ConnectionOrigin Origin)
{
    /// <summary>The request, where it was SendCommand.</summary>
    public SendCommandRequest? Request { get; init; }

    /// <summary>The command that was asked for, if one was.</summary>
    public string? CommandId { get; init; }

    /// <summary>The node that was asked for, if one was.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The step that was asked for, if one was.</summary>
    public string? PluginName { get; init; }

    /// <summary>The document, in quotes; a general word where none was named.</summary>
    public string Document => Request is { DocumentName.Length: > 0 } request ? $"'{request.DocumentName}'" : "the document";

    /// <summary>The region, for a sentence; empty where it is not known.</summary>
    public string InRegion => Origin.Region.Length > 0 ? $" in {Origin.Region}" : "";
}
