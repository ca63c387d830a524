namespace RunCommandPS.Running;

/// <summary>What a run writes for a node.</summary>
internal enum ResultForm
{
    /// <summary>A result, with everything the node wrote.</summary>
    Result,

    /// <summary>The objects that a PowerShell script returned.</summary>
    Objects,

    /// <summary>Objects from the JSON that the node wrote.</summary>
    Json,
}
