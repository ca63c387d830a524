using System.Text;
using RunCommandPS.Errors;
using RunCommandPS.Reporting.Html;

namespace RunCommandPS.Reporting;

/// <summary>The formats of a report: which one a file name implies, and how each is written.</summary>
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

    /// <summary>The format that a file's extension implies.</summary>
    /// <exception cref="InvalidInputException">It implies none.</exception>
    public static ReportFormat Of(string path) => Extensions.TryGetValue(Path.GetExtension(path), out var format)
        ? format
        : throw ReportErrors.UnknownExtension(path, Extensions.Keys);

    /// <summary>Writes a report in UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">The format.</param>
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
