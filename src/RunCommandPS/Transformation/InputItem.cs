namespace RunCommandPS.Transformation;

/// <summary>One thing that was found in the pipeline input.</summary>
/// <param name="Source">The item of the input that it was read from.</param>
internal abstract record InputItem(object? Source)
{
    /// <summary>A node.</summary>
    /// <param name="InstanceId">An id that matches <see cref="ServiceLimits.InstanceIdPattern"/>.</param>
    /// <param name="Origin">Where the object came from; null for a bare id.</param>
    /// <param name="Source">The item of the input that it was read from.</param>
    public sealed record Node(string InstanceId, ConnectionOrigin? Origin, object? Source) : InputItem(Source);

    /// <summary>A whole request.</summary>
    public sealed record Request(SendCommandRequest Content, object? Source) : InputItem(Source)
    {
        /// <summary>Where the command that it repeats was sent; null for a handwritten request.</summary>
        public ConnectionOrigin? Origin { get; init; }
    }

    /// <summary>A criterion that selects nodes: all that come together must match.</summary>
    public sealed record Criterion(Target Content, object? Source) : InputItem(Source);

    /// <summary>Something that is neither, and why; what came with it is read anyway.</summary>
    public sealed record Unreadable(RunCommandException Error, object? Source) : InputItem(Source)
    {
        /// <summary>The one word that it is, which may be the name of a node; null if it is anything else.</summary>
        public string? Name { get; init; }
    }
}
