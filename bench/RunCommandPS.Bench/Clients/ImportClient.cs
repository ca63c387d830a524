using System.Diagnostics;

namespace RunCommandPS.Bench.Clients;

/// <summary>Measures imports within one process.</summary>
internal static class ImportClient
{
    /// <param name="modules">Manifests, in the order of their import.</param>
    /// <returns>Milliseconds of each import, by manifest.</returns>
    public static IReadOnlyDictionary<string, double[]> Run(IReadOnlyList<string> modules)
    {
        using var session = new Session();
        // The engine's own first command is nobody's import.
        session.Run("1 + 1");
        return modules.ToDictionary(module => module, module =>
        {
            var clock = Stopwatch.StartNew();
            session.Import(module);
            return new[] { clock.Elapsed.TotalMilliseconds };
        });
    }
}
