using System.Collections;
using System.Globalization;
using RunCommandPS.Errors;
using RunCommandPS.Simulator;

namespace RunCommandPS.Transformation;

/// <summary>Reads nodes, answers and faults of a simulator from hashtables and objects.</summary>
internal static class SimulatorInput
{
    /// <summary>A node.</summary>
    /// <exception cref="InvalidInputException">A member is unknown or has a value that is not valid.</exception>
    public static NodeDescription Node(object value)
    {
        var members = Members("node", value, "@{Name='web-1';Tags=@{Role='web'}}");
        var node = new NodeDescription
        {
            InstanceId = members.Text("InstanceId", "Id"),
            Name = members.Text("Name"),
            PlatformType = members.Text("Platform", "PlatformType") is { } platform
                ? ServiceValues.Canonical(platform, ServiceValues.PlatformTypes)
                : null,
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
    /// <exception cref="InvalidInputException">A member is unknown or has a value that is not valid.</exception>
    public static ScriptedAnswer Answer(object value)
    {
        var members = Members("answer", value, "@{Node='web-*';ExitCode=1;StandardError='disk full'}");
        var answer = new ScriptedAnswer
        {
            Node = members.Text("Node") ?? "*",
            Contains = members.Text("Contains"),
            ExitCode = members.Take("ExitCode") is { } code ? (int)Number(members, "ExitCode", code, isWhole: true) : 0,
            StandardOutput = members.Text("StandardOutput", "Output") ?? "",
            StandardError = members.Text("StandardError", "Error") ?? "",
            Duration = members.Take("Duration") is { } duration ? Time(members, "Duration", duration) : TimeSpan.Zero,
            Attempt = members.Take("Attempt") is { } attempt ? (int)Number(members, "Attempt", attempt, isWhole: true) : null,
            IgnoresCancel = members.Flag("IgnoresCancel") ?? false,
        };
        members.Finish();
        return answer;
    }

    /// <summary>A fault.</summary>
    /// <exception cref="InvalidInputException">A member is unknown or has a value that is not valid.</exception>
    public static SimulatedFault Fault(object value)
    {
        if (MemberReader.Unwrap(value) is SimulatedFault known)
        {
            return known;
        }

        var members = Members("fault", value, "@{Kind='Throttle';Operation='SendCommand';Calls=1,3}");
        var fault = new SimulatedFault(Word<FaultKind>(members, "Kind", isRequired: true))
        {
            Operation = members.Text("Operation"),
            Calls = members.Take("Calls", "Call") is { } calls
                ? MemberReader.Items(calls).Select(call => (int)Number(members, "Calls", call, isWhole: true)).ToList()
                : [],
            Probability = members.Take("Probability") is { } probability ? Number(members, "Probability", probability) : 1,
            AfterAcceptance = members.Flag("AfterAcceptance") ?? false,
            Time = members.Take("Time") is { } time ? Time(members, "Time", time) : TimeSpan.Zero,
            MaximumTime = members.Take("MaximumTime") is { } maximum ? Time(members, "MaximumTime", maximum) : null,
            Rate = members.Take("Rate") is { } rate ? Number(members, "Rate", rate) : null,
            Burst = members.Take("Burst") is { } burst ? (int)Number(members, "Burst", burst, isWhole: true) : 1,
        };
        members.Finish();
        return fault;
    }

    private static double Number(MemberReader members, string name, object? value, bool isWhole = false)
    {
        var expected = isWhole ? "a whole number" : "a number";
        var number = MemberReader.Unwrap(value) switch
        {
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            int or long or short or byte or uint or double or decimal or float =>
                Convert.ToDouble(MemberReader.Unwrap(value), CultureInfo.InvariantCulture),
            _ => throw members.NotA(name, value, expected),
        };
        return !isWhole || (number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue)
            ? number
            : throw members.NotA(name, value, expected);
    }

    // Unlike a command's times, those of answers and faults have fractions: a tenth of a second is a common latency.
    private static TimeSpan Time(MemberReader members, string name, object value)
    {
        const string Expected = "seconds or a TimeSpan";
        switch (MemberReader.Unwrap(value))
        {
            case TimeSpan span:
                return span;
            case string text when text.Contains(':', StringComparison.Ordinal):
                return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var parsed)
                    ? parsed
                    : throw members.NotA(name, value, Expected);
            default:
                var seconds = Number(members, name, value);
                return Math.Abs(seconds) <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : throw members.NotA(name, value, Expected);
        }
    }

    private static Dictionary<string, string> Tags(MemberReader members, object tags) =>
        MemberReader.Unwrap(tags) is IDictionary or not string
            ? MemberReader.Members(tags).ToDictionary(pair => pair.Key, pair => ScalarText.Of(pair.Value) ?? "")
            : throw members.NotA("Tags", tags, "a hashtable, as in @{Role='web'}");

    private static T Word<T>(MemberReader members, string name, bool isRequired = false)
        where T : struct, Enum
    {
        var text = members.Text(name);
        return text is null && !isRequired ? default
            : Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) ? word
            : throw members.NotA(name, text, "one of " + string.Join(", ", Enum.GetNames<T>()));
    }

    private static MemberReader Members(string what, object value, string example) => MemberReader.CanRead(value)
        ? MemberReader.Of(what, value)
        : throw InputErrors.Input(
            $"'{InputText.Of(value)}' does not describe {(what == "answer" ? "an" : "a")} {what}.", $"Write it as {example}.");
}
