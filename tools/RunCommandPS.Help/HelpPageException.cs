namespace RunCommandPS.Help;

/// <summary>A page could not be read, because it breaks the layout.</summary>
/// <param name="errors">Everything that is wrong with it.</param>
public sealed class HelpPageException(IReadOnlyList<HelpError> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>Everything that is wrong with the page.</summary>
    public IReadOnlyList<HelpError> Errors { get; } = errors;
}
