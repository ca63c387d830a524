using System.Diagnostics;

namespace RunCommandPS.Tests.Engine;

/// <summary>Waits for what must come, however slow the machine. The limit only ends a test that would never end.</summary>
internal static class HangGuard
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>As <see cref="Await"/>, without a thread that waits; what it looks at may cost a call.</summary>
    public static async Task AwaitAsync(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw NeverCame(what);
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    public static void Await(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(condition, Limit))
        {
            throw NeverCame(what);
        }
    }

    private static TimeoutException NeverCame(string what) => new($"This never came: {what}.");
}
