using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Explains in plain words what a text must look like, where ValidatePattern could only show the pattern: it runs before
/// validation, on the same pattern.
/// </summary>
/// <param name="pattern">A pattern of <see cref="ServiceLimits"/>.</param>
/// <param name="expected">What matches it, in words, after "is not".</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class SpecTextAttribute(string pattern, string expected) : ArgumentTransformationAttribute
{
    /// <summary>The name of a document in words.</summary>
    internal const string DocumentName = "the name or ARN of a document: 3 to 128 letters, digits or _ - . : / characters";

    /// <summary>A node id in words.</summary>
    internal const string InstanceId = "a node id: i- or mi- and 17 letters or digits (i- also 8)";

    /// <summary>How many nodes at a time, in words.</summary>
    internal const string Concurrency = "a number of at least 1 or a percentage from 1% to 100%";

    /// <summary>How many errors, in words.</summary>
    internal const string Errors = "a number of at least 0 or a percentage from 0% to 100%";

    /// <summary>A pattern of <see cref="ServiceLimits"/>.</summary>
    public string Pattern => pattern;

    /// <summary>What matches the pattern, in words.</summary>
    public string Expected => expected;

    /// <inheritdoc/>
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        foreach (var item in inputData is null ? [] : MemberReader.Items(inputData))
        {
            if (ScalarText.Of(item) is not { } text || !SpecPattern.IsMatch(text, pattern))
            {
                throw new ArgumentTransformationMetadataException($"'{InputText.Of(item)}' is not {expected}.");
            }
        }

        return inputData!;
    }
}
