using System.Xml;
using System.Xml.Linq;

namespace RunCommandPS.Reporting.Html;

/// <summary>
/// The text of a script or a style sheet, which HTML reads as it is, without character references. Only files of this module are
/// such text.
/// </summary>
internal sealed class RawText(string value) : XText(value)
{
    /// <inheritdoc/>
    public override void WriteTo(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRaw(Value);
    }
}
