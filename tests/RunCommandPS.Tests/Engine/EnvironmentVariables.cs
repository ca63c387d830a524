namespace RunCommandPS.Tests.Engine;

/// <summary>
/// Sets environment variables for a test and puts the old values back. They belong to the whole process, so only classes in
/// <see cref="EnvironmentCollection"/> may use it: <c>[Collection(nameof(EnvironmentCollection))]</c>.
/// </summary>
public sealed class EnvironmentVariables : IDisposable
{
    private readonly List<(string Name, string? Value)> _before = [];

    /// <summary>Sets a variable; null takes it away.</summary>
    public string? this[string name]
    {
        set
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        for (var i = _before.Count - 1; i >= 0; i--)
        {
            Environment.SetEnvironmentVariable(_before[i].Name, _before[i].Value);
        }

        _before.Clear();
    }
}

/// <summary>Tests that change environment variables, or anything else of the process: one at a time, and nothing beside them.</summary>
[CollectionDefinition(nameof(EnvironmentCollection), DisableParallelization = true)]
public sealed class EnvironmentCollection;
