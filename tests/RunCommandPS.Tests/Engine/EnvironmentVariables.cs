using System.Collections;

namespace RunCommandPS.Tests.Engine;

/// <summary>
/// Lets a test set environment variables, and puts all of them back as they were, whoever changed them meanwhile. They belong
/// to the whole process, so only classes in <see cref="EnvironmentCollection"/> may do this:
/// <c>[Collection(nameof(EnvironmentCollection))]</c>.
/// </summary>
public sealed class EnvironmentVariables : IDisposable
{
    private readonly IDictionary _before = Environment.GetEnvironmentVariables();

    /// <summary>Sets a variable; null takes it away.</summary>
    public string? this[string name]
    {
        set => Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (!_before.Contains(name))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        foreach (DictionaryEntry variable in _before)
        {
            Environment.SetEnvironmentVariable((string)variable.Key, (string?)variable.Value);
        }
    }
}

/// <summary>Tests that change environment variables, or anything else of the process: one at a time, and nothing beside them.</summary>
[CollectionDefinition(nameof(EnvironmentCollection), DisableParallelization = true)]
public sealed class EnvironmentCollection;
