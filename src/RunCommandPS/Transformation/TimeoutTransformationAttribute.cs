using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes seconds or a TimeSpan (<c>New-TimeSpan -Minutes 10</c>, <c>'00:10:00'</c>) for a time in seconds.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TimeoutTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Seconds(inputData);
        }
        catch (InvalidInputException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    /// <summary>A time in whole seconds; a fraction is rounded up, so that nothing ends earlier than asked for.</summary>
    /// <exception cref="InvalidInputException">It is no time.</exception>
    internal static int Seconds(object value) => MemberReader.Unwrap(value) switch
    {
        int seconds => seconds,
        TimeSpan span => Whole(span.TotalSeconds),
        string text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) => seconds,
        string text when text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => Whole(span.TotalSeconds),
        long or short or byte or uint or double or decimal or float => Whole(Convert.ToDouble(MemberReader.Unwrap(value), CultureInfo.InvariantCulture)),
        _ => throw InputErrors.Input($"'{value}' is not a time.", "Give seconds as a whole number, or a TimeSpan."),
    };

    private static int Whole(double seconds) => (int)Math.Clamp(Math.Ceiling(seconds), int.MinValue, int.MaxValue);
}
