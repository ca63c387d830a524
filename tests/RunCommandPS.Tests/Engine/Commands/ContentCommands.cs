using System.Management.Automation;
using System.Text;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Get-Content, for files.</summary>
/// <remarks>
/// Has -Path, -LiteralPath, -Raw, -TotalCount. What it writes carries the same notes about the file as the real one's:
/// they are what makes a line of a file more than a string to a cmdlet. Lacks -Tail, -Wait, -Delimiter, -AsByteStream, -Encoding (UTF-8 is read).
/// </remarks>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : PathCommand
{
    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    [Alias("First", "Head")]
    [ValidateRange(0, long.MaxValue)]
    public long TotalCount { get; set; } = long.MaxValue;

    protected override void Process(string path)
    {
        foreach (var file in Files(path))
        {
            if (!File.Exists(file))
            {
                WriteError(new ErrorRecord(
                    new ItemNotFoundException($"Cannot find path '{file}' because it does not exist."),
                    "PathNotFound",
                    ErrorCategory.ObjectNotFound,
                    file));
                continue;
            }

            var provider = SessionState.Provider.GetOne("FileSystem");
            var number = 0L;
            foreach (var text in Raw ? [File.ReadAllText(file)] : File.ReadLines(file))
            {
                if (number >= TotalCount)
                {
                    break;
                }

                var item = new PSObject(text);
                item.Properties.Add(new PSNoteProperty("PSPath", $"{provider}::{file}"));
                item.Properties.Add(new PSNoteProperty("PSParentPath", $"{provider}::{System.IO.Path.GetDirectoryName(file)}"));
                item.Properties.Add(new PSNoteProperty("PSChildName", System.IO.Path.GetFileName(file)));
                item.Properties.Add(new PSNoteProperty("PSDrive", SessionState.Path.CurrentFileSystemLocation.Drive));
                item.Properties.Add(new PSNoteProperty("PSProvider", provider));
                item.Properties.Add(new PSNoteProperty("ReadCount", Raw ? 1L : ++number));
                WriteObject(item);
            }
        }
    }
}

/// <summary>A stand-in for Set-Content, for files.</summary>
/// <remarks>Has -Path, -Value, -NoNewline. Lacks -LiteralPath, -Encoding (UTF-8 without mark is written), -PassThru, -AsByteStream, -Force.</remarks>
[Cmdlet(VerbsCommon.Set, "Content")]
public sealed class SetContentCommand : PSCmdlet
{
    private readonly StringBuilder _text = new();

    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] Value { get; set; } = [];

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var value in Value ?? [])
        {
            _text.Append(LanguagePrimitives.ConvertTo<string>(value)).Append(NoNewline ? "" : Environment.NewLine);
        }
    }

    protected override void EndProcessing() => File.WriteAllText(GetUnresolvedProviderPathFromPSPath(Path), _text.ToString());
}
