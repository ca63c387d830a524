using System.Text.RegularExpressions;
using RunCommandPS.Errors;

namespace RunCommandPS.Scripts;

/// <summary>Scripts that are the name of a document, passed in the wrong place.</summary>
internal static partial class DocumentWord
{
    /// <summary>Whether a text looks like the name of one of Amazon's documents, or is the ARN of any.</summary>
    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>Whether a text may be the name of a document, so that only the service knows.</summary>
    /// <remarks>
    /// Names of documents look like those of programs and cmdlets. Most have a hyphen or an underscore, and most scripts of one word don't,
    /// so that these cost no call.
    /// </remarks>
    public static bool MayBeOne(string text) =>
        text.AsSpan().ContainsAny('-', '_') && SpecPattern.IsMatch(text, ServiceLimits.NewDocumentNamePattern);

    /// <summary>The error if a script is the name of a document.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isKnown">Whether the service has such a document.</param>
    public static InvalidInputException Refused(string name, bool isKnown) => InputErrors.Input(
        $"'{name}' {(isKnown ? "is" : "looks like")} the name of a document, but a script is expected here.",
        $"Run the document with -DocumentName {name}. If you mean a program with that name, specify its shell: -Shell Sh.");

    // People who type a name don't always type its capitals.
    [GeneratedRegex(
        @"\A(AWS[A-Z]*-[A-Z][A-Z0-9]+|Amazon[A-Z]*-[A-Z][A-Z0-9]+|arn:aws[a-z-]*:ssm:[a-z0-9-]*:[0-9]*:document/\S+)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
