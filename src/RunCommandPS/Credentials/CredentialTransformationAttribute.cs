using System.Management.Automation;
using RunCommandPS.Transformation;

namespace RunCommandPS.Credentials;

/// <summary>
/// Takes credentials in the forms that users have them in, so that from here on nothing shows them: neither $PSBoundParameters nor an
/// error.
/// </summary>
internal sealed class CredentialTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, CredentialReader.Read);
}
