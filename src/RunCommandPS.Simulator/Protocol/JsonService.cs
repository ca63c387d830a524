using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Operations;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>A service that speaks awsJson1.1.</summary>
/// <param name="targetPrefix">The prefix of its operations' names in X-Amz-Target, with the dot.</param>
/// <param name="signingName">The name that requests to it are signed for.</param>
/// <param name="operations">Its operations.</param>
internal sealed class JsonService(string targetPrefix, string signingName, IEnumerable<Operation> operations)
{
    public string TargetPrefix => targetPrefix;

    public string SigningName => signingName;

    /// <summary>Its operations, by name.</summary>
    public IReadOnlyDictionary<string, Operation> Operations { get; } =
        operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    /// <summary>The service's own words for errors of Systems Manager.</summary>
    public Func<ServiceException, ServiceException> Own { get; init; } = static error => error;
}
