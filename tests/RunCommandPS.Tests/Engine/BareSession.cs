using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

namespace RunCommandPS.Tests.Engine;

/// <summary>
/// The session the tests start with: the engine's own commands (Microsoft.PowerShell.Core) and this assembly's stand-ins for
/// those of Microsoft.PowerShell.Utility and .Management, which are in Microsoft.PowerShell.SDK. That package can't be
/// restored from the registries this project builds with; System.Management.Automation, which is the engine, can.
/// </summary>
internal static class BareSession
{
    public static InitialSessionState Create(EngineOptions options)
    {
        var session = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(BareSession).Assembly.GetTypes().Where(type => options.CommandNamespaces.Contains(type.Namespace)))
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                session.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, helpFileName: null));
            }
        }

        foreach (var (name, command) in options.Aliases)
        {
            session.Commands.Add(new SessionStateAliasEntry(name, command));
        }

        // A command that is lacking must be seen to be lacking, not come from a PowerShell that happens to be installed.
        session.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, ""));
        // For Out-String. The engine keeps this once for the whole process.
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        if (OperatingSystem.IsWindows())
        {
            session.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return session;
    }
}
