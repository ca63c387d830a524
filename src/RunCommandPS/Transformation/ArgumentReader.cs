using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Reads an argument for the parameter binder, which expects errors of one type only.</summary>
internal static class ArgumentReader
{
    /// <summary>Reads it.</summary>
    /// <param name="argument">What the caller passed.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ArgumentTransformationMetadataException">It can't be read; the message says what to pass instead.</exception>
    public static object Read<T>(object argument, Func<object, T> read)
        where T : notnull
    {
        try
        {
            return read(argument);
        }
        catch (InvalidInputException exception)
        {
            throw new ArgumentTransformationMetadataException($"{exception.Message} {exception.Recommendation}", exception);
        }
    }
}
