using System.Globalization;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Logs;

/// <summary>Where in a stream GetLogEvents continues, and in which direction. Clients see an opaque text.</summary>
/// <param name="Index">The first event that is meant, going forward; the first that is not, going back.</param>
/// <param name="IsForward">The direction.</param>
/// <remarks>
/// Source: the API reference of GetLogEvents: at the end of a stream, the token of the request is returned again.
/// </remarks>
internal sealed record EventCursor(int Index, bool IsForward)
{
    /// <summary>From the oldest event on.</summary>
    public static EventCursor Start { get; } = Forward(0);

    public static EventCursor Forward(int index) => new(index, IsForward: true);

    public static EventCursor Backward(int index) => new(index, IsForward: false);

    /// <summary>The newest of this many events.</summary>
    public static EventCursor End(int count) => Backward(count);

    /// <summary>Reads a token; null if there is none.</summary>
    /// <exception cref="ServiceException">InvalidNextToken, for which the service has another name.</exception>
    public static EventCursor? Read(string? token) => token switch
    {
        null => null,
        _ when token.Split('/') is ["f" or "b", var text, "s"]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => new(index, token[0] == 'f'),
        _ => throw new ServiceException(ErrorCode.InvalidNextToken),
    };

    /// <summary>The events of a page: the first, and how many.</summary>
    public (int First, int Count) Take(IReadOnlyList<SimulatedLogEvent> events, int limit)
    {
        var index = Math.Min(Index, events.Count);
        if (IsForward)
        {
            return (index, EventPage.Count(events.Skip(index), limit));
        }

        var count = EventPage.Count(events.Take(index).Reverse(), limit);
        return (index - count, count);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsForward ? 'f' : 'b')}/{Index:D56}/s");
}
