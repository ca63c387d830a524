namespace RunCommandPS.Tests.Engine;

/// <summary>What a <see cref="PowerShellEngine"/> starts with.</summary>
public sealed record EngineOptions
{
    /// <summary>Width of the imagined window, in characters.</summary>
    public int BufferWidth { get; init; } = 120;

    /// <summary>Whether the imagined window shows colours. What is shown keeps its escape sequences then.</summary>
    public bool ShowsColors { get; init; }

    /// <summary>The module to import, a manifest or a module file; null for none.</summary>
    public string? Module { get; init; } = BuiltModule.Manifest;

    /// <summary>What cmdlets see as the host's private data; null for nothing.</summary>
    public object? PrivateData { get; init; }

    /// <summary>Names that stand for cmdlets of this assembly, which need not be approved verbs.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>The namespaces of this assembly whose cmdlets the session has.</summary>
    public IReadOnlyList<string> CommandNamespaces { get; init; } = [typeof(Commands.SelectObjectCommand).Namespace!];
}
