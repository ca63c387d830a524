namespace RunCommandPS.Documents;

/// <summary>A document that does not conform to its schema. The message names the place, what is wrong there and what to write.</summary>
public sealed class DocumentFormatException : FormatException
{
    internal DocumentFormatException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}", innerException) => Path = path;

    /// <summary>Where the document is wrong, as a JSON path such as <c>$.mainSteps[0].action</c>.</summary>
    public string Path { get; }
}
