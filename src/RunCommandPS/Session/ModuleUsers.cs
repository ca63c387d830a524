using System.Management.Automation.Runspaces;

namespace RunCommandPS.Session;

/// <summary>The runspaces that have imported the module. They share its session, which ends with the last of them.</summary>
internal sealed class ModuleUsers
{
    private readonly object _gate = new();
    private readonly List<WeakReference<Runspace>> _runspaces = [];

    /// <summary>A runspace has imported the module, possibly again.</summary>
    public void Add(Runspace? runspace)
    {
        lock (_gate)
        {
            RemoveEnded(runspace);
            if (runspace is not null)
            {
                _runspaces.Add(new WeakReference<Runspace>(runspace));
            }
        }
    }

    /// <summary>A runspace has removed the module, or is ending without having done so.</summary>
    /// <returns>Whether none is left.</returns>
    public bool Remove(Runspace? runspace)
    {
        lock (_gate)
        {
            RemoveEnded(runspace);
            return _runspaces.Count == 0;
        }
    }

    // Most runspaces are closed with the module in them.
    private void RemoveEnded(Runspace? runspace) => _runspaces.RemoveAll(reference =>
        !reference.TryGetTarget(out var user)
        || ReferenceEquals(user, runspace)
        || user.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Closing or RunspaceState.Broken);
}
