using System.Text.Json.Serialization;

namespace RunCommandPS.Rollout.Record;

/// <summary>
/// One thing that happened to a rollout: one line of its record. A rollout is a fold over these (<see cref="RolloutState"/>), so what a
/// record says is what the run knew when it wrote it.
/// </summary>
/// <param name="At">When, by this machine's clock.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Sending), "sending")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(Absent), "absent")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(WaveBegun), "waveBegun")]
[JsonDerivedType(typeof(WaveEnded), "waveEnded")]
[JsonDerivedType(typeof(WaveChecked), "waveChecked")]
[JsonDerivedType(typeof(Stopped), "stopped")]
[JsonDerivedType(typeof(Halted), "halted")]
[JsonDerivedType(typeof(Interrupted), "interrupted")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Finished), "finished")]
internal abstract record RolloutEvent(DateTimeOffset At)
{
    /// <summary>What to run, and where. The first line of a record, and no other.</summary>
    public sealed record Planned(DateTimeOffset At) : RolloutEvent(At)
    {
        /// <summary>The version of the record's format that this module writes, and the newest that it reads.</summary>
        public const int CurrentVersion = 1;

        /// <summary>The format of the record.</summary>
        public int Version { get; init; } = CurrentVersion;

        public string Id { get; init; } = "";

        /// <summary>The caller's name for it; null if none was specified.</summary>
        public string? Name { get; init; }

        /// <summary>The version of the module that wrote the record.</summary>
        public string Module { get; init; } = "";

        /// <summary>Who is running it.</summary>
        public Runner By { get; init; } = new("", "", 0);

        /// <summary>What runs, for people: the document, or the script's first line.</summary>
        public string Description { get; init; } = "";

        /// <summary>Whether objects of the script are written instead of results.</summary>
        public bool AsObject { get; init; }

        /// <summary>Whether objects of the JSON that nodes write are written instead of results.</summary>
        public bool AsJson { get; init; }

        /// <summary>How many nodes, or what percentage, run at the same time; null if the caller set no limit.</summary>
        public string? MaxConcurrency { get; init; }

        /// <summary>How many errors, or what percentage, are tolerated; null if the caller set no limit.</summary>
        public string? MaxErrors { get; init; }

        /// <summary>The waves; null if all nodes are one.</summary>
        public PlannedWaves? Waves { get; init; }

        public IReadOnlyList<RecordedConnection> Connections { get; init; } = [];

        public IReadOnlyList<PlannedPart> Parts { get; init; } = [];

        /// <summary>Nodes for which no request could be made, because their connection can't be used.</summary>
        public IReadOnlyList<RolloutNode> Unplanned { get; init; } = [];

        /// <summary>Items that were meant to be nodes but are not.</summary>
        public int Unreadable { get; init; }
    }

    /// <summary>A command is about to be sent. The line is on the disk before the call is made.</summary>
    /// <param name="At">When.</param>
    /// <param name="Number">Its number, which its marker has, too.</param>
    /// <param name="Part">The part of the plan that its request is of.</param>
    /// <param name="InstanceIds">Its nodes; null if criteria choose them.</param>
    public sealed record Sending(DateTimeOffset At, int Number, int Part, IReadOnlyList<string>? InstanceIds) : RolloutEvent(At);

    /// <summary>The service has accepted it.</summary>
    public sealed record Sent(DateTimeOffset At, int Number, string CommandId) : RolloutEvent(At);

    /// <summary>It was not accepted, as far as is known.</summary>
    /// <param name="At">When.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Code">The error's code.</param>
    /// <param name="MayHaveRun">Whether it may have been accepted anyway.</param>
    /// <param name="IsRetryable">Whether the same request may be accepted later.</param>
    public sealed record Refused(DateTimeOffset At, int Number, string Code, bool MayHaveRun, bool IsRetryable) : RolloutEvent(At);

    /// <summary>The answer was lost, but the command was found.</summary>
    public sealed record Found(DateTimeOffset At, int Number, string CommandId) : RolloutEvent(At);

    /// <summary>The answer was lost, and so was the request: it was not accepted, and can no longer arrive.</summary>
    public sealed record Absent(DateTimeOffset At, int Number) : RolloutEvent(At);

    /// <summary>A node has ended.</summary>
    public sealed record Ended(DateTimeOffset At, string CommandId, string InstanceId, NodeVerdict Verdict) : RolloutEvent(At)
    {
        public string InstanceName { get; init; } = "";

        public string Status { get; init; } = "";

        public string StatusDetails { get; init; } = "";

        public int ResponseCode { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        /// <summary>What the service sent inline, up to 2,500 characters.</summary>
        public string Output { get; init; } = "";
    }

    /// <summary>Nothing more is expected of a command: it has ended, or was given up.</summary>
    /// <param name="At">When.</param>
    /// <param name="CommandId">The command.</param>
    /// <param name="Count">How many of its nodes ended in an unknown way.</param>
    /// <param name="InstanceIds">Their ids, as far as they are known.</param>
    public sealed record Closed(DateTimeOffset At, string CommandId, int Count, IReadOnlyList<string> InstanceIds) : RolloutEvent(At);

    /// <summary>A wave starts.</summary>
    /// <param name="At">When.</param>
    /// <param name="Number">Its number, from 1.</param>
    public sealed record WaveBegun(DateTimeOffset At, int Number) : RolloutEvent(At);

    /// <summary>The last node of a wave has ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="Number">Its number, from 1.</param>
    public sealed record WaveEnded(DateTimeOffset At, int Number) : RolloutEvent(At);

    /// <summary>What follows a wave has been decided.</summary>
    /// <param name="At">When.</param>
    /// <param name="Number">Its number, from 1.</param>
    /// <param name="Result">What stops the rollout; <see cref="RolloutHalt.None"/> if the next wave may start.</param>
    public sealed record WaveChecked(DateTimeOffset At, int Number, RolloutHalt Result) : RolloutEvent(At);

    /// <summary>The caller stopped it.</summary>
    public sealed record Stopped(DateTimeOffset At) : RolloutEvent(At);

    /// <summary>It reached a limit, so nodes were not started.</summary>
    public sealed record Halted(DateTimeOffset At, RolloutHalt Reason) : RolloutEvent(At);

    /// <summary>It was given up: the process ended, or the service could no longer be called.</summary>
    public sealed record Interrupted(DateTimeOffset At, string Reason) : RolloutEvent(At);

    /// <summary>It continues.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">Who is running it from now on.</param>
    /// <param name="Again">Nodes that are to run again, by their connections.</param>
    public sealed record Resumed(DateTimeOffset At, Runner By, IReadOnlyList<RolloutNode> Again) : RolloutEvent(At)
    {
        /// <summary>What limits concurrency from now on; null for no change.</summary>
        public string? MaxConcurrency { get; init; }

        /// <summary>What limits errors from now on; null for no change.</summary>
        public string? MaxErrors { get; init; }

        /// <summary>Other waves for the nodes that have not started; null for no change.</summary>
        public PlannedWaves? Waves { get; init; }

        /// <summary>What limits the errors of a wave from now on; null for no change.</summary>
        public string? WaveErrors { get; init; }

        /// <summary>How long to wait after a wave from now on; null for no change.</summary>
        public TimeSpan? SoakTime { get; init; }

        /// <summary>Whether a script decides from now on.</summary>
        public bool HasCheck { get; init; }

        /// <summary>Whether a person decides from now on.</summary>
        public bool HasPrompt { get; init; }
    }

    /// <summary>Every node was reported.</summary>
    public sealed record Finished(DateTimeOffset At) : RolloutEvent(At);
}

/// <summary>A process that runs a rollout.</summary>
/// <param name="User">Who started it.</param>
/// <param name="Host">The machine.</param>
/// <param name="ProcessId">The process there.</param>
internal sealed record Runner(string User, string Host, int ProcessId)
{
    /// <summary>This process.</summary>
    public static Runner Here => new(Environment.UserName, Environment.MachineName, Environment.ProcessId);

    /// <inheritdoc/>
    public override string ToString() => $"process {ProcessId} of {User} on {Host}";
}

/// <summary>A node of a rollout.</summary>
/// <param name="Connection">The connection that reaches it, by its place in the plan.</param>
/// <param name="InstanceId">The node.</param>
internal readonly record struct RolloutNode(int Connection, string InstanceId);

/// <summary>Nodes that get the same command.</summary>
/// <param name="Connection">The connection that reaches them, by its place in the plan.</param>
/// <param name="Request">The request, without nodes.</param>
/// <param name="InstanceIds">The nodes, in their order; empty if the request's criteria choose them.</param>
internal sealed record PlannedPart(int Connection, SendCommandRequest Request, IReadOnlyList<string> InstanceIds)
{
    /// <summary>The hash of the document when the rollout was planned; null if it can't change, or could not be described.</summary>
    public string? DocumentHash { get; init; }
}

/// <summary>A connection by its words, so that it can be made again. Keys are never recorded.</summary>
internal sealed record RecordedConnection
{
    public string? Region { get; init; }

    public string? ProfileName { get; init; }

    public string? ProfileLocation { get; init; }

    public string? RoleArn { get; init; }

    public string? RoleSessionName { get; init; }

    public string? ExternalId { get; init; }

    public Uri? EndpointUrl { get; init; }

    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>The account; null if it is not known.</summary>
    public string? Account { get; init; }

    /// <summary>Whether the caller passed keys, which must be passed again.</summary>
    public bool HadKeys { get; init; }

    /// <summary>The words of a connection that was made.</summary>
    /// <param name="options">What the caller had specified.</param>
    /// <param name="origin">The region and endpoint that it led to; null if it could not be made.</param>
    public static RecordedConnection Of(ConnectionOptions options, ConnectionOrigin? origin) => new()
    {
        Region = origin?.Region ?? options.Region,
        ProfileName = options.ProfileName,
        ProfileLocation = options.ProfileLocation,
        RoleArn = options.RoleArn,
        RoleSessionName = options.RoleSessionName,
        ExternalId = options.ExternalId,
        EndpointUrl = options.EndpointUrl ?? origin?.Endpoint,
        RequestTimeout = options.RequestTimeout,
        Account = origin is { Account.Length: > 0 } ? origin.Account : null,
        HadKeys = options.AccessKey is not null,
    };

    /// <summary>The connection again.</summary>
    public ConnectionOptions ToOptions() => new()
    {
        Region = Region,
        ProfileName = ProfileName,
        ProfileLocation = ProfileLocation,
        RoleArn = RoleArn,
        RoleSessionName = RoleSessionName,
        ExternalId = ExternalId,
        EndpointUrl = EndpointUrl,
        RequestTimeout = RequestTimeout,
    };
}
