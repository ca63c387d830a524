using System.Collections;

namespace RunCommandPS.Tests.Streaming;

/// <summary>A lazy sequence that counts what was taken of it, and may have its say before each item.</summary>
/// <param name="items">The items, each made when it is asked for.</param>
/// <param name="beforeNext">Hears how many were taken, when another one is asked for or the end is.</param>
internal sealed class WatchedSequence<T>(IEnumerable<T> items, Action<int>? beforeNext = null) : IEnumerable<T>
{
    private int _taken;

    /// <summary>How many items were taken so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var item in items)
        {
            beforeNext?.Invoke(_taken);
            Interlocked.Increment(ref _taken);
            yield return item;
        }

        beforeNext?.Invoke(_taken);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Node ids that are made up as they are asked for.</summary>
internal static class NodeIds
{
    /// <summary>So many ids that no simulator has.</summary>
    public static IEnumerable<string> MadeUp(int count) => Enumerable.Range(1, count).Select(number => $"i-{number:x17}");
}
