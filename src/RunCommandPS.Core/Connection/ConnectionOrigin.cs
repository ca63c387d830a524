namespace RunCommandPS;

/// <summary>Where an object came from: the region and endpoint that answered, and the connection that reached them.</summary>
/// <param name="Region">The region that answered.</param>
/// <param name="Endpoint">The endpoint that answered.</param>
/// <param name="Connection">What the caller had said of the connection.</param>
public sealed record ConnectionOrigin(string Region, Uri? Endpoint, ConnectionOptions Connection)
{
    /// <summary>Of objects that no service made.</summary>
    public static ConnectionOrigin None { get; } = new("", null, ConnectionOptions.Default);
}

/// <summary>An object that remembers where it came from, so that the next cmdlet of a pipeline goes there too.</summary>
public interface IConnectedObject
{
    /// <summary>Where it came from.</summary>
    ConnectionOrigin Origin { get; }
}
