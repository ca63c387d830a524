using System.Management.Automation;
using System.Text.RegularExpressions;

namespace RunCommandPS.Parameters;

/// <summary>
/// ValidatePattern for lists of thousands: the same rule, readable in the same way from a parameter's metadata, with an
/// expression that is made once. ValidatePattern, which is sealed, makes one for each item.
/// </summary>
/// <param name="pattern">A pattern of <see cref="ServiceLimits"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateSpecPatternAttribute(string pattern) : ValidateEnumeratedArgumentsAttribute
{
    /// <summary>The expression as ValidatePattern has it: the whole text must match.</summary>
    public string RegexPattern { get; } = SpecPattern.Start + pattern + SpecPattern.End;

    /// <summary>Options of the expression: case-sensitive, and classes are ASCII.</summary>
    public RegexOptions Options { get; } = SpecPattern.Options;

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (element is not { } item || !SpecPattern.IsMatch(LanguagePrimitives.ConvertTo<string>(item), pattern))
        {
            throw new ValidationMetadataException($"The argument '{element}' does not match the pattern '{RegexPattern}'.");
        }
    }
}
