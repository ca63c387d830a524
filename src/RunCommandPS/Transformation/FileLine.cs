using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>The position of a line of text.</summary>
/// <param name="Path">The file; empty for a text of several lines that is not from a file.</param>
/// <param name="Number">The number of the line, from 1.</param>
internal sealed record FileLine(string Path, int Number)
{
    /// <summary>Where Get-Content read a line; null for a text from elsewhere.</summary>
    public static FileLine? Of(object? input) =>
        input is PSObject { BaseObject: string } text && text.Properties["PSPath"]?.Value is not null
            && text.Properties["PSChildName"]?.Value is string name
            && int.TryParse($"{text.Properties["ReadCount"]?.Value}", CultureInfo.InvariantCulture, out var number)
                ? new FileLine(name, number)
                : null;

    /// <inheritdoc/>
    public override string ToString() => Path.Length > 0 ? $"{Path}, line {Number}" : $"line {Number}";
}
