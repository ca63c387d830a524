using System.Management.Automation.Language;
using RunCommandPS.Documents;

namespace RunCommandPS.Scripts;

/// <summary>
/// A script for PowerShell 7. The document calls what the platform has: on Windows that is Windows PowerShell, which can't even parse all
/// of the script, so it gets a text and passes it to pwsh, in a process that has the same streams.
/// </summary>
internal static class PwshScript
{
    /// <summary>A script that runs another one with PowerShell 7.</summary>
    /// <param name="script">The script, complete with everything around it, as lines that end in line feeds.</param>
    /// <returns>The text, with line feeds.</returns>
    public static string Compose(string script) => ScriptText.Lines(
        $"'{CodeGeneration.EscapeSingleQuotedStringContent(script)}{SentScript.TextEnd}",
        "if ($PSVersionTable.PSVersion.Major -ge 7) { . ([scriptblock]::Create($RunCommandText)) } else {",
        "    $RunCommandPwsh = @(Get-Command pwsh -CommandType Application -ErrorAction SilentlyContinue)[0]",
        "    if (-not $RunCommandPwsh) {",
        "        [Console]::Error.WriteLine('PowerShell 7 (pwsh) is not installed on this node, or not on its PATH.')",
        "        exit 127",
        "    }",
        "    $RunCommandFile = [IO.Path]::Combine([IO.Path]::GetTempPath(), \"$([guid]::NewGuid()).ps1\")",
        "    try {",
        "        [IO.File]::WriteAllText($RunCommandFile, $RunCommandText, [Text.Encoding]::UTF8)",
        "        $RunCommandStart = [Activator]::CreateInstance([Diagnostics.ProcessStartInfo])",
        "        $RunCommandStart.FileName = $RunCommandPwsh.Path",
        "        $RunCommandStart.Arguments = "
            + "\"-NoLogo -NonInteractive -NoProfile -ExecutionPolicy Unrestricted -File `\"$RunCommandFile`\"\"",
        "        $RunCommandStart.UseShellExecute = $false",
        "        $RunCommandStart.WorkingDirectory = (Get-Location).ProviderPath",
        "        $RunCommandProcess = [Diagnostics.Process]::Start($RunCommandStart)",
        "        $RunCommandProcess.WaitForExit()",
        "    }",
        "    finally { [IO.File]::Delete($RunCommandFile) }",
        "    exit $RunCommandProcess.ExitCode",
        "}");
}
