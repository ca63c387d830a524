namespace RunCommandPS.Simulator.Service;

/// <summary>The account's quota for invocations that have not ended.</summary>
/// <param name="limit">How many there may be; null for any number.</param>
internal sealed class PendingQuota(int? limit)
{
    private int _open;

    /// <summary>Takes room for a command's nodes, for all of them or for none.</summary>
    public bool TryTake(int nodes)
    {
        if (_open + nodes > limit)
        {
            return false;
        }

        _open += nodes;
        return true;
    }

    /// <summary>Takes room that was there before the service was started again.</summary>
    public void TakeBack(int nodes) => _open += nodes;

    /// <summary>Gives back the room of an invocation that has ended.</summary>
    public void Return() => _open--;
}
