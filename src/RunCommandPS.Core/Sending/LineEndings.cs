using RunCommandPS.Documents;

namespace RunCommandPS.Sending;

/// <summary>
/// Line endings of scripts. For <c>sh</c>, a carriage return at the end of a line is part of the last word, and breaks it.
/// </summary>
internal static class LineEndings
{
    private static readonly string[] ShellDocuments = [ScriptDocument.RunShellScript];

    /// <summary>The request with LF line endings if its document is known to pass parameters to <c>sh</c>; otherwise unchanged.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The request that goes to the service.</returns>
    public static SendCommandRequest Normalize(SendCommandRequest request) =>
        request.Parameters is { } parameters && ShellDocuments.Any(name => IsDocument(request.DocumentName, name))
            ? request with
            {
                Parameters = parameters.ToDictionary(
                    pair => pair.Key, IReadOnlyList<string> (pair) => pair.Value.Select(ToLineFeeds).ToList()),
            }
            : request;

    // The node joins the values with line feeds, so a carriage return at the very end is also at the end of a line.
    private static string ToLineFeeds(string text) => (text + '\n').Replace("\r\n", "\n", StringComparison.Ordinal)[..^1];

    // A document is named by its name or by an ARN that ends in it.
    private static bool IsDocument(string documentName, string name) =>
        documentName == name || documentName.EndsWith("/" + name, StringComparison.Ordinal);
}
