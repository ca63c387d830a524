using System.Management.Automation;
using RunCommandPS.Connection;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes an address as text, without its user name and password. The engine would show them: in $PSBoundParameters, and where it
/// can't convert the text.
/// </summary>
internal sealed class EndpointTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is Uri or string ? Read($"{(value as Uri)?.OriginalString ?? value}") : inputData;
    }

    // What is no address is reported as one error with all others of the connection, so that it has to be an Uri of some sort here.
    private static Uri Read(string text)
    {
        var shown = EndpointAddress.Show(text);
        return EndpointAddress.Of(text)
            ?? (Uri.TryCreate(
                shown, UriKind.RelativeOrAbsolute, out var url) ? url : new Uri(Uri.EscapeDataString(shown), UriKind.Relative));
    }
}
