using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Sending;

/// <summary>
/// Where one call sends to: the place of the first node that came. An id knows no place, so it goes where the call goes when nothing was
/// named yet; a node of another place is refused, however many came before it.
/// </summary>
/// <param name="connection">Where to send unless the first node comes from somewhere.</param>
internal sealed class SendPlace(ConnectionOptions connection)
{
    private bool _isSettled;

    // The same place in other words: what nobody named comes from the usual chain.
    private ConnectionOptions? _inFull;

    /// <summary>How to reach the place.</summary>
    public ConnectionOptions Connection { get; private set; } = connection;

    /// <summary>Something comes that knows no place.</summary>
    public void Settle() => _isSettled = true;

    /// <summary>A node comes, or a command that is to run again.</summary>
    /// <param name="item">The node or request.</param>
    /// <param name="its">How to reach where it came from; null where it does not say.</param>
    /// <param name="inFull">What a connection comes to with all that the usual chain adds.</param>
    /// <exception cref="InvalidInputException">It is somewhere else.</exception>
    public void Take(InputItem item, ConnectionOptions? its, Func<ConnectionOptions, ConnectionOptions> inFull)
    {
        if (its is not null && !_isSettled)
        {
            Connection = its;
        }

        _isSettled = true;
        if (its is null || its == Connection || its == (_inFull ??= inFull(Connection)))
        {
            return;
        }

        var here = _inFull.Region;
        var name = item is InputItem.Node node ? node.InstanceId : $"{item.Source}";
        throw InputErrors.Input(
            $"'{name}' is in {its.Region}, and this call sends to {here}{(its.Region == here ? " by another connection" : "")}.",
            "Send to one region and account at a time, or say outright where to with -Region. Invoke-RunCommand takes nodes of several.");
    }
}
