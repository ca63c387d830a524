namespace RunCommandPS.Help;

/// <summary>A page breaks the layout that the compiler asks for.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">Where in the page, from 1.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
public sealed record HelpError(string File, int Line, string Message)
{
    /// <summary>The form that MSBuild shows as an error of the build, with the place to click on.</summary>
    public override string ToString() => $"{File}({Line}): error: {Message}";
}
