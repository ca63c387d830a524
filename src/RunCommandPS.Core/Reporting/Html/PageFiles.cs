using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Reporting.Html;

/// <summary>The style sheet and the script of the page, which are separate files in this assembly.</summary>
internal static class PageFiles
{
    /// <summary>The style sheet.</summary>
    public static string Style { get; } = Read("report.css");

    /// <summary>The script.</summary>
    public static string Script { get; } = Read("report.js");

    /// <summary>
    /// What the page may do: run this script and use this style sheet, and nothing else. It can't load anything from anywhere, and what was
    /// smuggled in can't run.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream($"{typeof(PageFiles).Namespace}.{name}")
            ?? throw new InvalidOperationException($"The assembly has no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser hashes what it has read, and it reads line feeds.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
