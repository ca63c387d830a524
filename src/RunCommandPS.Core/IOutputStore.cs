
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>The buckets that commands write their output to.</summary>
public interface IOutputStore : IDisposable
{
    /// <summary>Reads an object, however long it is, as text.</summary>
    /// <param name="location">Where it is. If the bucket turns out to be in another Region, it is read there.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The text; null if there is no such object, which is how an empty stream is kept.</returns>
    /// <exception cref="RunCommandException">The bucket or the object can't be read.</exception>
    Task<string?> ReadAsync(OutputLocation location, CancellationToken cancellationToken);
}
