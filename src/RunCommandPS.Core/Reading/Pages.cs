using System.Runtime.CompilerServices;

namespace RunCommandPS.Reading;

/// <summary>Reads a list page after page, no further than the caller reads on.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? nextToken = null;
        do
        {
            var page = await read(nextToken, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            nextToken = page.NextToken;
        }
        while (nextToken is not null);
    }
}
