namespace RunCommandPS.Help.Pages;

/// <summary>A parameter as a line of syntax writes it.</summary>
/// <param name="Name">The name, without the dash.</param>
/// <param name="Type">What stands between angle brackets; <see cref="HelpParameterUse.SwitchType"/> where nothing does.</param>
/// <param name="IsRequired">Whether the whole is without square brackets.</param>
/// <param name="IsPositional">Whether the name is in square brackets, so that the value can stand alone.</param>
public sealed record SyntaxParameter(string Name, string Type, bool IsRequired, bool IsPositional);
