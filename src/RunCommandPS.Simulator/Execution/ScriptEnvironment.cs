namespace RunCommandPS.Simulator.Execution;

/// <summary>
/// The environment that a script starts with: a node has its own credentials and settings, not those of the user who started the simulator.
/// </summary>
internal static class ScriptEnvironment
{
    // What says where this machine has its programs and folders, and nothing about its user.
    private static readonly string[] OfTheMachine = OperatingSystem.IsWindows()
        ?
        [
            "PATH", "PATHEXT", "SystemRoot", "SystemDrive", "windir", "ComSpec", "TEMP", "TMP", "ProgramData", "ProgramFiles",
            "ProgramFiles(x86)", "ProgramW6432", "CommonProgramFiles", "OS", "PROCESSOR_ARCHITECTURE", "NUMBER_OF_PROCESSORS",
            "DOTNET_ROOT",
        ]
        : ["PATH", "DOTNET_ROOT"];

    private static readonly string[] Homes = OperatingSystem.IsWindows() ? ["USERPROFILE", "APPDATA", "LOCALAPPDATA"] : ["HOME"];

    /// <summary>The variables.</summary>
    /// <param name="folder">The script's own folder, which is its home as well.</param>
    /// <param name="task">The step.</param>
    /// <param name="node">The node.</param>
    /// <param name="region">The region.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(string folder, StepTask task, SimulatedNode node, string region)
    {
        foreach (var name in OfTheMachine)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                yield return new(name, value);
            }
        }

        foreach (var name in Homes)
        {
            yield return new(name, folder);
        }

        if (!OperatingSystem.IsWindows())
        {
            yield return new("LANG", "C.UTF-8");
        }

        foreach (var variable in task.Environment)
        {
            yield return variable;
        }

        // Source: the agent.
        yield return new("SSM_COMMAND_ID", task.CommandId);
        yield return new("AWS_SSM_INSTANCE_ID", node.InstanceId);
        yield return new("AWS_SSM_REGION_NAME", region);
        yield return new("AWS_SSM_PLATFORM_NAME", node.PlatformName);
        yield return new("AWS_SSM_PLATFORM_VERSION", node.PlatformVersion);
    }
}
