using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes <c>Latest</c> and <c>Default</c> for <c>$LATEST</c> and <c>$DEFAULT</c>, which PowerShell reads as variables unless they
/// are in single quotes, and explains the empty value that results.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DocumentVersionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => true;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text = ScalarText.Of(inputData);
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentTransformationMetadataException(
                "The document version is empty. $LATEST and $DEFAULT are PowerShell variables unless they "
                    + "are in single quotes: write Latest, Default or '$LATEST'.");
        }

        text = Canonical(text);
        return SpecPattern.IsMatch(text, ServiceLimits.DocumentVersionPattern)
            ? text
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is not a document version: write Latest, Default or a whole number of at least 1.");
    }

    /// <summary>The service's spelling of a version.</summary>
    internal static string Canonical(string version) => (version is ['$', .. var name] ? name : version).ToUpperInvariant() switch
    {
        "LATEST" => ServiceLimits.LatestVersion,
        "DEFAULT" => ServiceLimits.DefaultVersion,
        _ => version,
    };
}
