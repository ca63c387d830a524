using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Out-String, on the engine's own formatting.</summary>
/// <remarks>Has -Width and -Stream. Lacks -NoNewline.</remarks>
[Cmdlet(VerbsData.Out, "String")]
public sealed class OutStringCommand : FrontEndCommandBase
{
    private readonly object _manager;
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);

    public OutStringCommand() => _manager = FormatPart.Set(this, "OutputManagerInner");

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; }

    [Parameter]
    public SwitchParameter Stream { get; set; }

    protected override void BeginProcessing()
    {
        var width = Width > 0 ? Width : Host.UI.RawUI.BufferSize.Width;
        _manager.GetType()
            .GetProperty("LineOutput", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!
            .SetValue(_manager, FormatPart.Make("TextWriterLineOutput", _text, width));
        base.BeginProcessing();
    }

    protected override void EndProcessing()
    {
        base.EndProcessing();
        var text = _text.ToString();
        if (!Stream)
        {
            WriteObject(text);
            return;
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        WriteObject(lines.AsSpan(0, lines.Length - 1).ToArray(), enumerateCollection: true);
    }
}
