using System.Management.Automation;
using RunCommandPS.Connection;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes an address as text, without its user name and password. The engine would show them: in $PSBoundParameters, and when it
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

    // What is not an address is reported as one error with all others of the connection, so it has to be some kind of Uri here.
    private static Uri Read(string text)
    {
        var shown = EndpointAddress.Show(text);
        return EndpointAddress.Of(text)
            ?? (Uri.TryCreate(
                shown, UriKind.RelativeOrAbsolute, out var url) ? url : new Uri(Uri.EscapeDataString(shown), UriKind.Relative));
    }
}
