namespace RunCommandPS.Connection;

/// <summary>An object that remembers where it came from, so that the next cmdlet of a pipeline goes there too.</summary>
internal interface IConnectedObject
{
    /// <summary>Where it came from.</summary>
    ConnectionOrigin Origin { get; }
}
