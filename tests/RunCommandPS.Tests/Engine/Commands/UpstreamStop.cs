using System.Management.Automation;
using System.Management.Automation.Internal;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>
/// The engine's own way to end the commands before one in a pipeline, which its Select-Object -First uses. It is not public,
/// and nothing public does the same to the commands upstream, so it is made by reflection.
/// </summary>
internal static class UpstreamStop
{
    public static Exception For(Cmdlet cmdlet)
    {
        var type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)type.GetConstructor([typeof(InternalCommand)])!.Invoke([cmdlet]);
    }
}
