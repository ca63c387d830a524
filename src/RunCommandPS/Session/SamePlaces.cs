namespace RunCommandPS.Session;

/// <summary>
/// Knows that different words lead to one place: what nobody says comes from the usual chain, and an object that came from there says all
/// of it. Without that, a node would be one of two places, and be sent to twice.
/// </summary>
/// <param name="inFull">What a connection comes to with all that the usual chain adds.</param>
internal sealed class SamePlaces(Func<ConnectionOptions, ConnectionOptions> inFull)
{
    private readonly Dictionary<ConnectionOptions, ConnectionOptions> _known = [];
    private readonly Dictionary<ConnectionOptions, ConnectionOptions> _first = [];

    /// <summary>The words that came first for the place that these lead to.</summary>
    public ConnectionOptions Of(ConnectionOptions words)
    {
        if (_known.TryGetValue(words, out var first))
        {
            return first;
        }

        // Most calls go to one place in the same words, and ask nobody.
        if (_known.Count == 1)
        {
            var only = _known.Keys.Single();
            _first[InFull(only)] = only;
        }

        first = words;
        if (_known.Count > 0)
        {
            var full = InFull(words);
            if (!_first.TryAdd(full, words))
            {
                first = _first[full];
            }
        }

        _known[words] = first;
        return first;
    }

    // One that can't be had is an error when something is sent there.
    private ConnectionOptions InFull(ConnectionOptions words)
    {
        try
        {
            return inFull(words);
        }
        catch (RunCommandException)
        {
            return words;
        }
    }
}
