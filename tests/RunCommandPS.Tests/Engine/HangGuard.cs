namespace RunCommandPS.Tests.Engine;

/// <summary>Waits for what must come, however slow the machine. The limit only ends a test that would never end.</summary>
internal static class HangGuard
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static void Await(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(condition, Limit))
        {
            throw new TimeoutException($"This never came: {what}.");
        }
    }
}
