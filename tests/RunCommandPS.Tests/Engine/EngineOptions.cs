namespace RunCommandPS.Tests.Engine;

/// <summary>What a <see cref="PowerShellEngine"/> starts with.</summary>
public sealed record EngineOptions
{
    /// <summary>Width of the imagined window, in characters.</summary>
    public int BufferWidth { get; init; } = 120;

    /// <summary>Whether the imagined window shows colors. What is shown keeps its escape sequences then.</summary>
    public bool ShowsColors { get; init; }

    /// <summary>The module to import, a manifest or a module file; null for none.</summary>
    public string? Module { get; init; } = BuiltModule.Manifest;

    /// <summary>What cmdlets see as the host's private data; null for nothing.</summary>
    public object? PrivateData { get; init; }

    /// <summary>How long a script may take before it counts as one that never ends.</summary>
    public TimeSpan Patience { get; init; } = HangGuard.Limit;
}
