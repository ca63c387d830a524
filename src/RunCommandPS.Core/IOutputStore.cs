
using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>The buckets that commands write their output to.</summary>
public interface IOutputStore : IDisposable
{
    /// <summary>Reads an object, however long it is, as text.</summary>
    /// <param name="location">Where it is. The bucket may turn out to be in another region, which is followed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The text; null where there is no such object, which is how an empty stream is kept.</returns>
    /// <exception cref="RunCommandException">The bucket or the object can't be read.</exception>
    Task<string?> ReadAsync(OutputLocation location, CancellationToken cancellationToken);
}
