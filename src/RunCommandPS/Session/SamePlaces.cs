namespace RunCommandPS.Session;

/// <summary>
/// Knows when different words lead to one place: what is not specified comes from the usual chain, and an object that came from there
/// specifies all of it. Without this, a node would belong to two places, and the command would be sent to it twice.
/// </summary>
/// <param name="inFull">What a connection becomes with all that the usual chain adds.</param>
internal sealed class SamePlaces(Func<ConnectionOptions, ConnectionOptions> inFull)
{
    private readonly Dictionary<ConnectionOptions, ConnectionOptions> _known = [];
    private readonly Dictionary<ConnectionOptions, ConnectionOptions> _first = [];

    /// <summary>The first words for the place that these lead to.</summary>
    public ConnectionOptions Of(ConnectionOptions words)
    {
        if (_known.TryGetValue(words, out var first))
        {
            return first;
        }

        // Most calls go to one place with the same words, and need no lookup.
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

    // One that can't be made is an error when something is sent there.
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
