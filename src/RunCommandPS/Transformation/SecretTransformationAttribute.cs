using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes a secret as text or as a SecureString, so that from here on nothing shows it: neither $PSBoundParameters nor an error.
/// </summary>
internal sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Of(inputData);

    /// <summary>The secret in a value.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It is not a secret.</exception>
    internal static Secret Of(object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Secret secret => secret,
            SecureString { Length: > 0 } secure => new Secret(Text(secure)),
            string { Length: > 0 } text => new Secret(text),
            null or string or SecureString => throw new ArgumentTransformationMetadataException("The secret is empty."),
            _ => throw new ArgumentTransformationMetadataException("A secret is text or a SecureString."),
        };

    private static string Text(SecureString secure)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(secure);
        try
        {
            return Marshal.PtrToStringUni(memory)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
