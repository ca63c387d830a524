using System.Globalization;
using System.IO.Compression;
using System.Management.Automation;
using System.Text;

namespace RunCommandPS.Scripts;

/// <summary>
/// Returns a script's objects as text: serialized on the node as PowerShell remoting does (CLIXML), compressed, and written as the last
/// line of standard output.
/// </summary>
/// <param name="depth">How deep objects are followed.</param>
/// <param name="largest">Characters that fit in standard output; null if all of it comes back, through S3.</param>
internal sealed class ObjectChannel(int depth, int? largest)
{
    private const string Begin = "#< RunCommandPS.Objects ";
    private const string TooLarge = "#< RunCommandPS.TooLarge ";
    private const string End = " >#";

    // Only the engine's own cmdlets, and no syntax newer than Windows PowerShell 4. The objects are sent even if the script ends
    // itself with exit or break.

    /// <summary>The script around a call, which returns the call's objects.</summary>
    /// <param name="call">The call, as source text.</param>
    /// <param name="ending">Lines that handle the exit code before it becomes that of the process.</param>
    /// <returns>The script.</returns>
    public string Compose(string call, IReadOnlyList<string> ending) => ScriptText.Lines(
    [
        "$RunCommandObjects = [Collections.ArrayList]@()",
        "$RunCommandExitCode = 0",
        "try {",
        "do {",
        $"{call} | ForEach-Object {{ [void]$RunCommandObjects.Add($_) }}",
        "} while ($false)",
        "    if ($LASTEXITCODE) { $RunCommandExitCode = $LASTEXITCODE }",
        "}",
        "catch {",
        "    [Console]::Error.WriteLine(\"$_`n$($_.InvocationInfo.PositionMessage)\")",
        "    $RunCommandExitCode = 1",
        "}",
        "finally {",
        .. ending,
        "    $RunCommandBytes = [Text.Encoding]::UTF8.GetBytes("
            + string.Create(CultureInfo.InvariantCulture, $"[Management.Automation.PSSerializer]::Serialize($RunCommandObjects, {depth}))"),
        "    $RunCommandStream = [Activator]::CreateInstance([IO.MemoryStream])",
        "    $RunCommandZip = [Activator]::CreateInstance([IO.Compression.GZipStream], "
            + "@($RunCommandStream, [IO.Compression.CompressionMode]::Compress))",
        "    $RunCommandZip.Write($RunCommandBytes, 0, $RunCommandBytes.Length)",
        "    $RunCommandZip.Close()",
        "    $RunCommandText = [Convert]::ToBase64String($RunCommandStream.ToArray())",
        $"    {Send()}",
        "}",
        "exit $RunCommandExitCode",
    ]);

    private string Send()
    {
        var send = $"[Console]::Out.WriteLine(\"{Begin}$RunCommandText{End}\")";
        return largest is not { } limit ? send : string.Create(
            CultureInfo.InvariantCulture,
            $"if ($RunCommandText.Length -gt {limit - Begin.Length - End.Length - 4}) {{ "
                + $"[Console]::Out.WriteLine(\"{TooLarge}$($RunCommandText.Length){End}\"); "
                + $"if (-not $RunCommandExitCode) {{ $RunCommandExitCode = 1 }} }} else {{ {send} }}");
    }

    /// <summary>Extracts the objects from what a node wrote.</summary>
    /// <param name="standardOutput">Everything the node wrote to standard output.</param>
    /// <returns>The objects, what else was written, and whether the objects were there and complete.</returns>
    public static ReceivedObjects Receive(string standardOutput)
    {
        var begin = standardOutput.LastIndexOf(Begin, StringComparison.Ordinal);
        if (begin >= 0 && standardOutput.IndexOf(End, begin + Begin.Length - 1, StringComparison.Ordinal) is var end and >= 0)
        {
            try
            {
                var objects = standardOutput.AsSpan(begin + Begin.Length - 1, end - begin - Begin.Length + 1).Trim().ToString();
                return new ReceivedObjects(Deserialize(objects), standardOutput[..begin], null, true);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A node can write anything, and the deserializer has no single exception for that. The other nodes continue.
                return new ReceivedObjects([], standardOutput, null, false);
            }
        }

        begin = standardOutput.LastIndexOf(TooLarge, StringComparison.Ordinal);
        return begin >= 0
            && standardOutput[(begin + TooLarge.Length)..].Split(' ')[0] is var number
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new ReceivedObjects([], standardOutput[..begin], size, false)
            : new ReceivedObjects([], standardOutput, null, false);
    }

    private static IReadOnlyList<PSObject> Deserialize(string text)
    {
        using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        var received = PSSerializer.Deserialize(reader.ReadToEnd());
        var items = LanguagePrimitives.GetEnumerable(received)?.Cast<object?>();
        return [.. items?.Where(item => item is not null).Select(PSObject.AsPSObject) ?? []];
    }
}

/// <summary>What came back through the channel.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="OtherOutput">What else the script wrote.</param>
/// <param name="TooLarge">Characters that the objects would have taken, if they did not fit.</param>
/// <param name="AreWhole">Whether the objects were there and could be read.</param>
internal sealed record ReceivedObjects(IReadOnlyList<PSObject> Objects, string OtherOutput, int? TooLarge, bool AreWhole);
