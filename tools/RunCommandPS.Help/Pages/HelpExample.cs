namespace RunCommandPS.Help.Pages;

/// <summary>An example of a page.</summary>
/// <param name="Line">Where its heading is, from 1.</param>
/// <param name="Title">The heading without its number.</param>
/// <param name="Introduction">What is said before the code.</param>
/// <param name="Code">The code, as it is typed.</param>
/// <param name="Output">What it shows, where the page tells; else empty.</param>
/// <param name="Remarks">What is said after it.</param>
/// <param name="IsErrorExpected">Whether the example is there to show an error (<c>powershell error</c> on its fence).</param>
public sealed record HelpExample(
    int Line,
    string Title,
    IReadOnlyList<string> Introduction,
    string Code,
    string Output,
    IReadOnlyList<string> Remarks,
    bool IsErrorExpected);
