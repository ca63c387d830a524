using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>A script as the caller passed it: its text, and the file that it is from.</summary>
/// <param name="Text">The script.</param>
/// <param name="Path">The file; null if there is none.</param>
public sealed record ScriptSource(string Text, string? Path)
{
    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The script in a file.</summary>
    /// <param name="path">The file, in full.</param>
    /// <exception cref="InvalidInputException">It can't be read, or is not text.</exception>
    internal static ScriptSource Read(string path)
    {
        try
        {
            return new ScriptSource(TextFile.Read(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Input(
                $"The script can't be read: {exception.Message}",
                "Check the path: the script is a file on this computer, and its text is sent to the nodes.");
        }
    }
}

/// <summary>Takes a script as a text, as lines, or as its file.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ScriptTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => MemberReader.Unwrap(inputData) switch
    {
        null or ScriptSource or ScriptBlock => inputData,
        _ => ArgumentReader.Read(inputData, Source),
    };

    private static ScriptSource Source(object value)
    {
        var items = MemberReader.Items(value).Select(MemberReader.Unwrap).ToList();
        return items switch
        {
            [FileInfo file] => ScriptSource.Read(file.FullName),
            _ when items.Find(item => item is FileSystemInfo) is FileSystemInfo other => throw InputErrors.Input(
                $"'{other.Name}' is {(other is FileInfo ? "one of several items" : "a folder")}; a script is one file, or text.",
                "Specify one file, or join the texts of several."),
            _ => new ScriptSource(string.Join('\n', items.Select(Line)), null),
        };
    }

    private static string Line(object? item) => ScalarText.Of(item) ?? throw InputErrors.Input(
        $"{InputText.Kind(item)} is not a line of a script.", "Specify text, a script block or a file.");
}
