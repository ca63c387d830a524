using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Completion;

/// <summary>Names of documents that commands can run.</summary>
public sealed class DocumentNameCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        CompletionSource.Documents(context.Connection)
            .Select(document => new Candidate(document.Name, $"{string.Join(", ", document.PlatformTypes)}; by {document.Owner}"));
}

/// <summary>Latest, Default, and the numbers of the document's versions, newest first.</summary>
public sealed class DocumentVersionCompleter : RemoteCompleter
{
    private const int Most = 20;

    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context)
    {
        IEnumerable<Candidate> words =
            [new("Latest", "the newest version"), new("Default", "the version that commands run if none is specified")];
        return context.DocumentName is { } name
            ? words.Concat(CompletionSource.Document(context.Connection, name, null).SelectMany(Numbers))
            : words;
    }

    // The versions of a document follow from the number of the newest one; some in between may have been deleted.
    private static IEnumerable<Candidate> Numbers(RunCommandDocument document) =>
        int.TryParse(document.LatestVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var latest)
            ? Enumerable.Range(0, Math.Min(latest, Most)).Select(back => (latest - back).ToString(CultureInfo.InvariantCulture))
                .Select(number => new Candidate(number, number == document.DefaultVersion ? "the default version" : $"version {number}"))
            : [];
}

/// <summary>Whole hashtables for -Parameter: the required parameters, and those with each of the others.</summary>
/// <remarks>PowerShell does not call a completer for the keys within a hashtable, so the whole hashtable is offered.</remarks>
public sealed class DocumentParameterCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context)
    {
        if (context.DocumentName is not { } name
            || CompletionSource.Document(context.Connection, name, context.DocumentVersion).FirstOrDefault() is not { } document)
        {
            yield break;
        }

        var required = document.Parameters.Where(parameter => parameter.IsRequired).ToList();
        if (required.Count > 0)
        {
            yield return new Candidate(Hashtable(required), string.Join('\n', required.Select(ToolTip)), required[0].Name);
        }

        foreach (var parameter in document.Parameters.Where(parameter => !parameter.IsRequired))
        {
            yield return new Candidate(Hashtable(required.Append(parameter)), ToolTip(parameter), parameter.Name);
        }
    }

    private protected override IEnumerable<CompletionResult> Results(string word, char? quote, CompletionContext context) =>
        Templates(word, context);

    private static string Hashtable(IEnumerable<RunCommandDocumentParameter> parameters) =>
        $"@{{ {string.Join("; ", parameters.Select(parameter => $"{parameter.Name} = {Value(parameter)}"))} }}";

    private static string Value(RunCommandDocumentParameter parameter) => parameter switch
    {
        { Type: "Integer", DefaultValue: { Length: > 0 } number } => number,
        { Type: "Boolean", DefaultValue: "true" or "false" } => $"${parameter.DefaultValue}",
        { Type: "String", DefaultValue: { Length: > 0 } text } =>
            $"'{System.Management.Automation.Language.CodeGeneration.EscapeSingleQuotedStringContent(text)}'",
        { Type: "StringMap" or "MapList" } => "@{ }",
        _ => "''",
    };

    private static string ToolTip(RunCommandDocumentParameter parameter)
    {
        var required = parameter.IsRequired ? ", required" : "";
        var allowed = parameter.AllowedValues.Count > 0 ? $": {string.Join(", ", parameter.AllowedValues)}" : "";
        return $"{parameter.Name} ({parameter.Type}{required}{allowed}) {parameter.Description}".TrimEnd();
    }
}

/// <summary>Owners that documents can be listed by.</summary>
public sealed class DocumentOwnerCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        ServiceValues.DocumentOwners.Select(owner => new Candidate(owner, owner));
}
