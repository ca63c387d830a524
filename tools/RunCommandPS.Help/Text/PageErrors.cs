namespace RunCommandPS.Help.Text;

/// <summary>Collects what is wrong with a page, so that one run of the build tells everything.</summary>
internal sealed class PageErrors(string file)
{
    private readonly List<HelpError> _errors = [];

    /// <summary>The page.</summary>
    public string File { get; } = file;

    /// <summary>Adds an error.</summary>
    /// <param name="line">Where, from 1.</param>
    /// <param name="message">What is wrong, and what was expected.</param>
    public void Add(int line, string message) => _errors.Add(new HelpError(File, line, message));

    /// <summary>Ends the reading of a page that has errors.</summary>
    /// <exception cref="HelpPageException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new HelpPageException([.. _errors.OrderBy(error => error.Line)]);
        }
    }
}
