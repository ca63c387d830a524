namespace RunCommandPS.Reading;

/// <summary>
/// Keeps answers for a short time, including those still under way: those who ask in the meantime wait for the same answer. A failure is
/// an answer, so that what is unavailable is not requested at every keystroke.
/// </summary>
/// <typeparam name="TKey">What is asked.</typeparam>
/// <typeparam name="TValue">The answer.</typeparam>
/// <param name="clock">The time.</param>
/// <param name="lifetime">How long an answer is valid, from the question on.</param>
internal sealed class ExpiringCache<TKey, TValue>(TimeProvider clock, TimeSpan lifetime)
    where TKey : notnull
{
    private readonly Dictionary<TKey, (long Asked, Task<TValue> Answer)> _answers = [];
    private readonly object _gate = new();

    /// <summary>The answer that is kept, or a new one.</summary>
    /// <param name="key">What is asked.</param>
    /// <param name="ask">Starts to ask; does not throw.</param>
    /// <returns>The answer, perhaps still under way.</returns>
    public Task<TValue> Get(TKey key, Func<Task<TValue>> ask)
    {
        lock (_gate)
        {
            foreach (var old in _answers.Where(pair => clock.GetElapsedTime(pair.Value.Asked) >= lifetime)
                .Select(pair => pair.Key).ToList())
            {
                _answers.Remove(old);
            }

            if (!_answers.TryGetValue(key, out var known))
            {
                _answers.Add(key, known = (clock.GetTimestamp(), ask()));
            }

            return known.Answer;
        }
    }
}
