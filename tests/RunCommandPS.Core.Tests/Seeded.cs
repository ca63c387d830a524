using CsCheck;
using Xunit.Sdk;

namespace RunCommandPS.Core.Tests;

/// <summary>Runs a property on the same generated values each time, so that a build fails for what was changed and not by chance.</summary>
internal static class Seeded
{
    private const ulong Seed = 20141106;

    internal static void ForEach<T>(this Gen<T> values, int count, Action<T> assert)
    {
        var random = new PCG(stream: 1, Seed);
        for (var i = 0; i < count; i++)
        {
            var seed = random.ToString();
            var value = values.Generate(random, null, out _);
            try
            {
                assert(value);
            }
            catch (Exception e)
            {
                // From this seed CsCheck comes upon the same value, looks for a smaller one and reports that.
                values.Sample(assert, seed: seed, iter: 10_000, threads: 1);
                throw new XunitException($"Value {i}, of seed {seed}, failed: {Check.Print(value)}", e);
            }
        }
    }
}
