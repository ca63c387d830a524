using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Export-Csv.</summary>
/// <remarks>
/// Has -LiteralPath, -Encoding (utf8 alone), and quotes as the real one does: every value but null. The columns are the first object's.
/// Lacks -Path, -Append, -Delimiter, -UseQuotes, -NoHeader and type information.
/// </remarks>
[Cmdlet(VerbsData.Export, "Csv")]
public sealed class ExportCsvCommand : PSCmdlet
{
    private readonly List<string> _lines = [];
    private string[]? _columns;

    [Parameter(ValueFromPipeline = true, Mandatory = true)]
    public PSObject InputObject { get; set; } = null!;

    [Parameter(Mandatory = true)]
    public string LiteralPath { get; set; } = "";

    [Parameter]
    [ValidateSet("utf8")]
    public string Encoding { get; set; } = "utf8";

    protected override void ProcessRecord()
    {
        if (_columns is null)
        {
            _columns = [.. InputObject.Properties.Select(property => property.Name)];
            _lines.Add(string.Join(',', _columns.Select(Quoted)));
        }

        _lines.Add(string.Join(',', _columns.Select(column => Quoted(InputObject.Properties[column]?.Value))));
    }

    protected override void EndProcessing() => File.WriteAllLines(GetUnresolvedProviderPathFromPSPath(LiteralPath), _lines);

    private static string Quoted(object? value) =>
        value is null ? "" : $"\"{Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture)?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
