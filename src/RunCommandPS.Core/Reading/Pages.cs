using System.Runtime.CompilerServices;
using RunCommandPS.Errors;

namespace RunCommandPS.Reading;

/// <summary>Reads a list page after page, no further than the caller reads on.</summary>
internal static class Pages
{
    /// <summary>Reads a list.</summary>
    /// <param name="operation">The operation that lists.</param>
    /// <param name="origin">Where it is asked.</param>
    /// <param name="read">Reads the page of a token; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InvalidReplyException">A page leads back to one that was already read: the list would never end.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string operation,
        ConnectionOrigin origin,
        Func<string?, CancellationToken, Task<Page<T>>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? nextToken = null;
        HashSet<string>? tokens = null;
        do
        {
            var page = await read(nextToken, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            nextToken = page.NextToken;
            if (nextToken is not null && !(tokens ??= new(StringComparer.Ordinal)).Add(nextToken))
            {
                throw ReadingErrors.RepeatedPage(operation, origin);
            }
        }
        while (nextToken is not null);
    }
}
