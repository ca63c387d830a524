namespace RunCommandPS.Transformation;

/// <summary>One thing that was found in what came down the pipeline.</summary>
/// <param name="Source">The item of the input that it was read from.</param>
internal abstract record InputItem(object? Source)
{
    /// <summary>A node.</summary>
    /// <param name="InstanceId">An id that matches <see cref="ServiceLimits.InstanceIdPattern"/>.</param>
    /// <param name="Origin">Where the object came from; null for a mere id.</param>
    /// <param name="Source">The item of the input that it was read from.</param>
    public sealed record Node(string InstanceId, ConnectionOrigin? Origin, object? Source) : InputItem(Source);

    /// <summary>A whole request.</summary>
    public sealed record Request(SendCommandRequest Content, object? Source) : InputItem(Source)
    {
        /// <summary>Where the command was sent that it repeats; null for a request that somebody wrote.</summary>
        public ConnectionOrigin? Origin { get; init; }
    }

    /// <summary>A criterion that chooses nodes: all that come together must hold.</summary>
    public sealed record Criterion(Target Content, object? Source) : InputItem(Source);

    /// <summary>Something that is neither, and why; what came beside it is read anyway.</summary>
    public sealed record Unreadable(RunCommandException Error, object? Source) : InputItem(Source)
    {
        /// <summary>The one word that it is, which may be the name of a node; null if it is anything else.</summary>
        public string? Name { get; init; }
    }
}
