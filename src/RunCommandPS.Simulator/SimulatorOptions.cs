using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator;

/// <summary>What a simulator starts with.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The account of AWS's own documentation.</summary>
    public const string DefaultAccountId = "111122223333";

    /// <summary>Nodes described one by one. They come first in the fleet.</summary>
    public IReadOnlyList<NodeDescription> Nodes { get; init; } = [];

    /// <summary>How many further nodes to make up, 0 or more.</summary>
    public int NodeCount { get; init; }

    /// <summary>Platform of nodes that do not specify theirs, of <see cref="ServiceValues.PlatformTypes"/>.</summary>
    public string Platform { get; init; } = PlatformType.Linux;

    /// <summary>What it means for a node to run a script.</summary>
    public ExecutionMode Execution { get; init; }

    /// <summary>
    /// What scripts pretend to have done; the first matching answer counts. They take precedence over <see cref="Execution"/>.
    /// </summary>
    public IReadOnlyList<ScriptedAnswer> Answers { get; init; } = [];

    /// <summary>The IP address to listen on. One that is not loopback requires <see cref="AllowRemote"/>.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>
    /// Whether other machines may call, by this machine's addresses or its name. Requests must be signed anyway, but go over the
    /// network in clear text; and with <see cref="ExecutionMode.Process"/>, anyone who has the keys can run anything here.
    /// </summary>
    public bool AllowRemote { get; init; }

    /// <summary>TCP port, 0 to 65535; 0 lets the system pick one.</summary>
    public int Port { get; init; }

    /// <summary>The region that requests must be signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>
    /// The seed for node ids, command ids and chance: the same seed and the same requests yield the same. Null for new command ids
    /// at every start, and 0 for the rest.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>The seed for everything except command ids.</summary>
    internal int FixedSeed => Seed ?? 0;

    /// <summary>
    /// The clock of commands. Signatures are checked against the machine's own clock, because clients sign with theirs.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// How much faster than <see cref="TimeProvider"/> commands run, more than 0 and at most 100,000: with 60, an hour for them is a
    /// minute. Scripts that really run (<see cref="ExecutionMode.Process"/>) take their own time.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>
    /// Whether commands progress only when <see cref="RunCommandSimulator.Advance"/> advances their clock,
    /// which starts with <see cref="TimeProvider"/>.
    /// </summary>
    public bool IsTimeStepped { get; init; }

    /// <summary>What goes wrong from the start, as with <see cref="RunCommandSimulator.InjectFault(SimulatedFault)"/>.</summary>
    public IReadOnlyList<SimulatedFault> Faults { get; init; } = [];

    /// <summary>Files (.json, .yaml, .yml) with one document each, named after the file, or folders of such files.</summary>
    public IReadOnlyList<string> DocumentPaths { get; init; } = [];

    /// <summary>
    /// File in which commands are kept, created if there is none; null to keep them in memory only. A simulator that is restarted with the
    /// file knows every command that was acknowledged, and continues those that are open; and it has the documents that clients made.
    /// Nodes are not kept, and the fleet must be the same.
    /// </summary>
    public string? StatePath { get; init; }

    /// <summary>The account's id, 12 digits; the default is the one in AWS's own documentation.</summary>
    public string AccountId { get; init; } = DefaultAccountId;

    /// <summary>
    /// The existing S3 buckets. Null for one, the API reference's <c>amzn-s3-demo-bucket</c>; output to another is InvalidOutputFolder.
    /// </summary>
    public IReadOnlyList<string>? Buckets { get; init; }

    /// <summary>
    /// ARNs of the existing SNS topics. Null for one of the account, in the form of the API reference's:
    /// <c>arn:aws:sns:&lt;region&gt;:111122223333:my-&lt;region&gt;-notification-arn</c>; another is InvalidNotificationConfig.
    /// </summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>
    /// ARNs of the existing roles, with which notifications can be published and for which AssumeRole issues keys. Null for one of the
    /// account, in the form of the API reference's <c>arn:aws:iam::111122223333:role/my-SNS-notifications-role</c>; another is InvalidRole,
    /// or AccessDenied.
    /// </summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>
    /// The existing CloudWatch alarms, by name, and their states at the start. Null if every name is that of an alarm that is not
    /// raised; otherwise the state of a name that is not among them can't be read.
    /// </summary>
    public IReadOnlyDictionary<string, AlarmState>? Alarms { get; init; }

    /// <summary>
    /// How many invocations of the account may be open at once, 0 or more; null for any number. A
    /// command that goes beyond ends as RateExceeded.
    /// </summary>
    public int? PendingInvocationsQuota { get; init; }

    /// <summary>The clock of signatures and of latency: the machine's own, except in tests.</summary>
    internal TimeProvider WireClock { get; init; } = TimeProvider.System;

    internal AccountSettings Account => new(
        AccountId,
        Region,
        Buckets ?? ["amzn-s3-demo-bucket"],
        Topics ?? [$"arn:aws:sns:{Region}:{AccountId}:my-{Region}-notification-arn"],
        Roles ?? [$"arn:aws:iam::{AccountId}:role/my-SNS-notifications-role"])
    {
        Alarms = Alarms,
        PendingInvocationsQuota = PendingInvocationsQuota,
    };
}
