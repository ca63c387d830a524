namespace RunCommandPS.Sending;

/// <summary>
/// The parts of a request that are still to be sent. If a part is refused for a node that neither the refusal nor the inventory names,
/// it is halved until the node is alone; the other parts run. The number of sends that this may cost is limited, because a refusal can
/// also apply to all nodes: then halving finds nothing.
/// </summary>
/// <param name="request">The whole request.</param>
internal sealed class FaultyNodeSearch(SendCommandRequest request)
{
    private const int MostSends = 60;
    private const int MostSendsWithoutSuccess = 12;

    private readonly Stack<SendCommandRequest> _parts = new([request]);
    private readonly List<string> _found = [];
    private bool _isSplit;
    private bool _isAnyAccepted;
    private int _sends;

    /// <summary>The nodes that were refused alone, while others were accepted.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>The part to send next; null if nothing is left.</summary>
    public SendCommandRequest? Next()
    {
        _sends++;
        return _parts.TryPop(out var part) ? part : null;
    }

    /// <summary>A part was accepted.</summary>
    public void Accepted() => _isAnyAccepted = true;

    /// <summary>A part is to be sent again without some of its nodes.</summary>
    public void Without(SendCommandRequest part, IReadOnlyList<string> instanceIds)
    {
        if (part.InstanceIds!.Except(instanceIds).ToArray() is { Length: > 0 } others)
        {
            _parts.Push(part with { InstanceIds = others });
        }
    }

    /// <summary>A part was refused, and it is unknown for which node.</summary>
    /// <returns>Whether that is dealt with: it was halved, or its only node is found. Otherwise the refusal is the part's result.</returns>
    public bool Split(SendCommandRequest part)
    {
        if (_isSplit && _isAnyAccepted && part.InstanceIds is [var only])
        {
            _found.Add(only);
            return true;
        }

        if (_sends >= MostSends || (_sends >= MostSendsWithoutSuccess && !_isAnyAccepted) || RequestHalves.Of(part) is not { } halves)
        {
            return false;
        }

        _isSplit = true;
        _parts.Push(halves.Second);
        _parts.Push(halves.First);
        return true;
    }
}
