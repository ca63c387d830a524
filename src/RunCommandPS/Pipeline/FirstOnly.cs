namespace RunCommandPS.Pipeline;

/// <summary>-First: how many objects may still be written, by all concurrent readers.</summary>
/// <param name="most">How many in all; null for any number.</param>
internal sealed class FirstOnly(int? most)
{
    private int _left = most ?? int.MaxValue;

    /// <summary>Whether no more may be written.</summary>
    public bool IsReached => Volatile.Read(ref _left) <= 0;

    /// <summary>Whether anything was written.</summary>
    public bool IsAny => Volatile.Read(ref _left) < (most ?? int.MaxValue);

    /// <summary>Writes an object, unless the maximum has been reached.</summary>
    /// <returns>Whether more may follow.</returns>
    public async ValueTask<bool> WriteAsync(PipelineOutput output, object value)
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            await output.WriteAsync(value).ConfigureAwait(false);
        }

        return !IsReached;
    }
}
