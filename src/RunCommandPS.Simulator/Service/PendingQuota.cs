namespace RunCommandPS.Simulator.Service;

/// <summary>The account's quota for invocations that have not ended.</summary>
/// <param name="limit">How many there may be; null for any number.</param>
internal sealed class PendingQuota(int? limit)
{
    private int _open;

    /// <summary>Reserves quota for a command's nodes, for all of them or for none.</summary>
    public bool TryTake(int nodes)
    {
        if (_open + nodes > limit)
        {
            return false;
        }

        _open += nodes;
        return true;
    }

    /// <summary>Reserves quota that was in use before the service was restarted.</summary>
    public void TakeBack(int nodes) => _open += nodes;

    /// <summary>Releases the quota of an invocation that has ended.</summary>
    public void Return() => _open--;
}
