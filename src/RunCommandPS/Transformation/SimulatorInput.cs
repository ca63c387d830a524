using System.Collections;
using RunCommandPS.Simulator;

namespace RunCommandPS.Transformation;

/// <summary>Reads nodes and answers of a simulator from hashtables and objects.</summary>
internal static class SimulatorInput
{
    /// <summary>A node.</summary>
    /// <exception cref="InvalidInputException">A member is unknown or has a value it can't have.</exception>
    public static NodeDescription Node(object value)
    {
        var members = Members("node", value, "@{Name='web-1';Tags=@{Role='web'}}");
        var node = new NodeDescription
        {
            InstanceId = members.Text("InstanceId", "Id"),
            Name = members.Text("Name"),
            PlatformType = members.Text("Platform", "PlatformType") is { } platform ? ServiceValues.Canonical(platform, ServiceValues.PlatformTypes) : null,
            PlatformName = members.Text("PlatformName"),
            PlatformVersion = members.Text("PlatformVersion"),
            Tags = members.Take("Tags", "Tag") is { } tags ? Tags(members, tags) : new Dictionary<string, string>(),
            ResourceGroups = members.Texts("ResourceGroups", "ResourceGroup") ?? [],
            State = Word<NodeState>(members, "State"),
            PingStatus = members.Text("PingStatus") ?? PingStatus.Online,
            IsAgentRunning = members.Flag("IsAgentRunning") ?? true,
            IsRegistered = members.Flag("IsRegistered") ?? true,
            IsAccessAllowed = members.Flag("IsAccessAllowed") ?? true,
            AgentVersion = members.Text("AgentVersion"),
            IPAddress = members.Text("IPAddress"),
            ComputerName = members.Text("ComputerName"),
        };
        members.Finish();
        return node;
    }

    /// <summary>An answer.</summary>
    /// <exception cref="InvalidInputException">A member is unknown or has a value it can't have.</exception>
    public static ScriptedAnswer Answer(object value)
    {
        var members = Members("answer", value, "@{Node='web-*';ExitCode=1;StandardError='disk full'}");
        var answer = new ScriptedAnswer
        {
            Node = members.Text("Node") ?? "*",
            Contains = members.Text("Contains"),
            ExitCode = members.Take("ExitCode") is { } code ? TimeoutTransformationAttribute.Seconds(code) : 0,
            StandardOutput = members.Text("StandardOutput", "Output") ?? "",
            StandardError = members.Text("StandardError", "Error") ?? "",
            Duration = members.Take("Duration") is { } duration ? TimeSpan.FromSeconds(TimeoutTransformationAttribute.Seconds(duration)) : TimeSpan.Zero,
            Attempt = members.Take("Attempt") is { } attempt ? TimeoutTransformationAttribute.Seconds(attempt) : null,
            IgnoresCancel = members.Flag("IgnoresCancel") ?? false,
        };
        members.Finish();
        return answer;
    }

    private static Dictionary<string, string> Tags(MemberReader members, object tags) => MemberReader.Unwrap(tags) is IDictionary or not string
        ? MemberReader.Members(tags).ToDictionary(pair => pair.Key, pair => ScalarText.Of(pair.Value) ?? "")
        : throw members.NotA("Tags", tags, "a hashtable, as in @{Role='web'}");

    private static T Word<T>(MemberReader members, string name)
        where T : struct, Enum =>
        members.Text(name) is not { } text ? default
        : Enum.TryParse<T>(text, ignoreCase: true, out var word) ? word
        : throw members.NotA(name, text, "one of " + string.Join(", ", Enum.GetNames<T>()));

    private static MemberReader Members(string what, object value, string example) => MemberReader.CanRead(value)
        ? MemberReader.Of(what, value)
        : throw InputErrors.Input($"'{value}' describes no {what}.", $"Write it as {example}.");
}
