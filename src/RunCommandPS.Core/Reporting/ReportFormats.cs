using System.Text;
using RunCommandPS.Errors;
using RunCommandPS.Reporting.Html;

namespace RunCommandPS.Reporting;

/// <summary>The forms of a report: which a file's name means, and how each is written.</summary>
internal static class ReportFormats
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Dictionary<string, ReportFormat> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = ReportFormat.Html,
        [".htm"] = ReportFormat.Html,
        [".xml"] = ReportFormat.JUnit,
        [".csv"] = ReportFormat.Csv,
        [".json"] = ReportFormat.Json,
    };

    /// <summary>The form that a file's extension means.</summary>
    /// <exception cref="InvalidInputException">It means none.</exception>
    public static ReportFormat Of(string path) => Extensions.TryGetValue(Path.GetExtension(path), out var format)
        ? format
        : throw ReportErrors.UnknownExtension(path, Extensions.Keys);

    /// <summary>Writes a report in UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">The form.</param>
    /// <param name="target">Where to; it stays open.</param>
    public static void Write(Report report, ReportFormat format, Stream target)
    {
        if (format == ReportFormat.Json)
        {
            JsonReport.Write(report, target);
            return;
        }

        using var text = new StreamWriter(target, Encoding, leaveOpen: true);
        switch (format)
        {
            case ReportFormat.JUnit:
                JUnitReport.Write(report, text);
                break;
            case ReportFormat.Csv:
                CsvReport.Write(report, text);
                break;
            default:
                HtmlReport.Write(report, text);
                break;
        }
    }
}
