using System.Text.RegularExpressions;

namespace RunCommandPS.Scripts;

/// <summary>Scripts that are the name of a document, passed in the wrong place.</summary>
internal static partial class DocumentWord
{
    /// <summary>Whether a text is the name of one of Amazon's documents, or the ARN of any.</summary>
    /// <remarks>Names of other documents look like those of programs and cmdlets.</remarks>
    public static bool IsOne(string text) => Form().IsMatch(text);

    [GeneratedRegex(
        @"\A(AWS[A-Za-z]*-[A-Z][A-Za-z0-9]+|Amazon[A-Za-z]*-[A-Z][A-Za-z0-9]+|arn:aws[a-z-]*:ssm:[a-z0-9-]*:[0-9]*:document/\S+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
