namespace RunCommandPS.Tests.Engine;

/// <summary>
/// A session that the tests of a class share, since each costs a tenth of a second: for tests that do not disturb each other.
/// </summary>
public sealed class SharedEngine : IDisposable
{
    /// <summary>The session.</summary>
    public PowerShellEngine Engine { get; } = new();

    public void Dispose() => Engine.Dispose();
}
