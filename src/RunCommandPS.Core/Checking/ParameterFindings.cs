using RunCommandPS.Documents;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Reading;
using static RunCommandPS.TestFinding;

namespace RunCommandPS.Checking;

/// <summary>The findings about the parameters passed to a document, one by one.</summary>
internal static class ParameterFindings
{
    /// <summary>Compares the parameters with the document's content, or with its description where that is all there is.</summary>
    /// <param name="document">The document.</param>
    /// <param name="problem">Why its content could not be read; null if it was.</param>
    /// <param name="given">What the caller passed.</param>
    public static IEnumerable<TestFinding> Of(
        RunCommandDocument document, Exception? problem, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        if (problem is null)
        {
            return ByContent(DocumentReader.Parse(document.Content), document, given);
        }

        var doubt = Doubtful(
            TestSubject.Parameter,
            "",
            $"The values that the parameters allow are not known, because the document's content can't be read: {problem.Message}",
            "Names were compared anyway. For the rest, ask for the ssm:GetDocument permission.");
        return ByDescription(document, given).Prepend(doubt);
    }

    private static IEnumerable<TestFinding> ByContent(
        CommandDocument content, RunCommandDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        var wrong = ParameterCheck.Check(content, given);
        var names = wrong.Select(finding => finding.ParameterName).ToHashSet(StringComparer.Ordinal);
        return wrong.Select(finding => Bad(TestSubject.Parameter, finding.ParameterName, finding.Message, Advice(finding)))
            .Concat(document.Parameters.Where(parameter => !names.Contains(parameter.Name)).Select(parameter => Right(parameter, given)));
    }

    private static IEnumerable<TestFinding> ByDescription(
        RunCommandDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        var known = document.Parameters.Select(parameter => parameter.Name).ToList();
        var exact = given.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var name in given.Keys.Where(name => !known.Contains(name)))
        {
            yield return Bad(
                TestSubject.Parameter, name, $"The document has no parameter '{name}'.",
                NearestName.Of(name, known) is { } nearest ? $"Write '{nearest}'; names are case-sensitive." : "Leave -Parameter out.");
        }

        foreach (var parameter in document.Parameters)
        {
            yield return parameter.IsRequired && !exact.Contains(parameter.Name)
                ? Bad(TestSubject.Parameter, parameter.Name, $"The parameter '{parameter.Name}' is required: it has no default.", Giving(
                    parameter.Name))
                : Right(parameter, given);
        }
    }

    private static TestFinding Right(RunCommandDocumentParameter parameter, IReadOnlyDictionary<string, IReadOnlyList<string>> given) =>
        Good(
            TestSubject.Parameter, parameter.Name,
            given.Keys.Contains(parameter.Name, StringComparer.Ordinal)
                ? $"Specified, as {parameter.Type}."
                : parameter.DefaultValue is { Length: > 0 } value
                    ? $"Not specified; the default is '{value}'."
                    : "Not specified; the default is empty.");

    private static string Advice(ParameterFinding finding) => finding.Kind switch
    {
        ParameterFindingKind.UnknownName => $"Write '{finding.Suggestion}'; names are case-sensitive.",
        ParameterFindingKind.NoParametersSupported => "Leave -Parameter out.",
        ParameterFindingKind.MissingRequired => Giving(finding.ParameterName),
        _ => "Change the value in -Parameter.",
    };

    private static string Giving(string name) => $"Give it a value: -Parameter @{{ {name} = … }}.";
}
