using System.Text.Json;
using RunCommandPS.Documents;
using RunCommandPS.Errors;

namespace RunCommandPS.Reading;

/// <summary>Reads documents: a list of them, or one with everything that is known of its parameters.</summary>
/// <param name="service">The service.</param>
internal sealed class DocumentReader(IRunCommandService service)
{
    /// <summary>Documents, without parameters.</summary>
    public IAsyncEnumerable<RunCommandDocument> DocumentsAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        Pages.ReadAsync(
            "ListDocuments", service.Origin, (token, cancel) => service.ListDocumentsAsync(query, token, cancel), cancellationToken);

    /// <summary>One document with its content and its parameters' constraints.</summary>
    /// <param name="name">Name or ARN.</param>
    /// <param name="version">A version; null for the default one.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The document, and why its content could not be read; null if it was.</returns>
    public async Task<(RunCommandDocument Document, Exception? Problem)> DescribeAsync(
        string name, string? version, CancellationToken cancellationToken)
    {
        var described = await service.DescribeDocumentAsync(name, version, cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await service.GetDocumentAsync(name, version, cancellationToken).ConfigureAwait(false);
            described = described with { Content = content };
            return (described with { Parameters = Parse(content).Parameters.Values.Select(Parameter).ToArray() }, null);
        }
        catch (Exception problem) when (problem is RunCommandException or DocumentFormatException)
        {
            // Not everyone is allowed to read a document's content, and a newer service may have a schema this module does not know.
            return (described, problem);
        }
    }

    /// <summary>Whether there is a document of that name that commands can run; one call.</summary>
    /// <exception cref="RunCommandException">It can't be found out.</exception>
    public async Task<bool> IsCommandAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var document = await service.DescribeDocumentAsync(name, version: null, cancellationToken).ConfigureAwait(false);
            return document.DocumentType == ServiceValues.CommandDocumentType;
        }
        catch (InvalidDocumentException)
        {
            return false;
        }
    }

    /// <summary>Reads the content of a document.</summary>
    /// <exception cref="DocumentFormatException">It does not conform to a schema that this module knows.</exception>
    public static CommandDocument Parse(string content)
    {
        try
        {
            return CommandDocument.Parse(DocumentJson.Parse(content));
        }
        catch (JsonException exception)
        {
            throw new DocumentFormatException("$", $"is not JSON: {JsonProblem.Of(exception, content)}.", exception);
        }
        catch (ArgumentException exception)
        {
            throw new DocumentFormatException("$", $"is not JSON: {exception.Message}", exception);
        }
    }

    private static RunCommandDocumentParameter Parameter(DocumentParameter parameter) => new()
    {
        Name = parameter.Name,
        Type = parameter.Type.ToString(),
        IsRequired = parameter.IsRequired,
        DefaultValue = parameter.Default is { } value ? ParameterValue.Text(value) : null,
        Description = parameter.Description,
        AllowedValues = parameter.AllowedValues.ToArray(),
        AllowedPattern = parameter.AllowedPattern?.Text ?? "",
        MinItems = parameter.MinItems,
        MaxItems = parameter.MaxItems,
        MinChars = parameter.MinChars,
        MaxChars = parameter.MaxChars,
        DisplayType = parameter.DisplayType,
        InterpolationType = parameter.InterpolationType,
    };
}
