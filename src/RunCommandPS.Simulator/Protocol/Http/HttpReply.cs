namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>What happens to the connection in answer to a request.</summary>
internal enum HttpEnding
{
    KeepAlive,
    Close,
    Reset,
    Hang,
    Silence,
    Half,
}

/// <summary>An answer: status, its particular headers, and the whole body.</summary>
internal sealed record HttpReply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>No answer at all: the connection is torn down.</summary>
    public static HttpReply Reset { get; } = new(0, "", default) { Ending = HttpEnding.Reset };

    /// <summary>No answer, and the connection stays until the client gives up.</summary>
    public static HttpReply Hang { get; } = new(0, "", default) { Ending = HttpEnding.Hang };

    /// <summary>No answer, and the connection is closed in an orderly way.</summary>
    public static HttpReply Silence { get; } = new(0, "", default) { Ending = HttpEnding.Silence };

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether only the head is sent, as an answer to HEAD.</summary>
    public bool IsHeadOnly { get; init; }

    /// <summary>How long the answer is delayed.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How much the clock of the Date header is ahead.</summary>
    public TimeSpan ClockSkew { get; init; }

    public string RequestId { get; init; } = "";

    public HttpEnding Ending { get; init; } = HttpEnding.KeepAlive;
}
