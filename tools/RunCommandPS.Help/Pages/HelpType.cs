namespace RunCommandPS.Help.Pages;

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">The type's full name, or None.</param>
/// <param name="Description">What it stands for.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Description);
