using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>Sessions with the samples in them, one for each kind of console, which the tests of a class share.</summary>
public sealed class SampleSessions : IDisposable
{
    private readonly Dictionary<(int Width, bool ShowsColors), PowerShellEngine> _engines = [];

    /// <summary>The session whose console has that width, in characters, and shows colors or not.</summary>
    public PowerShellEngine Of(int width, bool showsColors = false)
    {
        if (!_engines.TryGetValue((width, showsColors), out var engine))
        {
            engine = new PowerShellEngine(new EngineOptions { BufferWidth = width, ShowsColors = showsColors });
            _engines.Add((width, showsColors), engine);
            engine.Run(SampleObjects.Script, SampleObjects.Argument).Succeeded();
        }

        return engine;
    }

    public void Dispose()
    {
        foreach (var engine in _engines.Values)
        {
            engine.Dispose();
        }
    }
}
