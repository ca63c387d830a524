namespace RunCommandPS.Help.Pages;

/// <summary>A link to read on.</summary>
/// <param name="Text">What to show.</param>
/// <param name="Address">Where it leads; empty for another help page, which Get-Help finds by its name.</param>
public sealed record HelpLink(string Text, string Address);
