namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>A service that speaks the query protocol.</summary>
/// <param name="dialect">How it speaks it.</param>
/// <param name="operations">Its operations.</param>
internal sealed class QueryService(IQueryDialect dialect, IEnumerable<QueryOperation> operations)
{
    public IQueryDialect Dialect => dialect;

    /// <summary>Its operations, by name.</summary>
    public IReadOnlyDictionary<string, QueryOperation> Operations { get; } =
        operations.ToDictionary(operation => operation.Name, StringComparer.Ordinal);
}
