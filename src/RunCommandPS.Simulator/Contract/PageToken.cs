using System.Globalization;
using System.Text;

namespace RunCommandPS.Simulator.Contract;

/// <summary>
/// Where the next page begins: after which item, not at which number, so that what is added or removed between two pages neither repeats
/// nor hides anything. Clients see an opaque text.
/// </summary>
internal static class PageToken
{
    /// <summary>Makes the token for the page after <paramref name="last"/>.</summary>
    /// <param name="operation">The list; a token is valid for no other.</param>
    /// <param name="last">What identifies the position of the last item of this page.</param>
    public static string Create(string operation, string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{operation}:{last}"));

    /// <summary>What the token was made from; null if there is none.</summary>
    /// <exception cref="ServiceException">InvalidNextToken, without a message, as the service has it.</exception>
    public static string? Read(string operation, string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(operation + ":", StringComparison.Ordinal))
        {
            return text[(operation.Length + 1)..];
        }

        throw new ServiceException(ErrorCode.InvalidNextToken);
    }

    /// <inheritdoc cref="Read"/>
    public static long? ReadNumber(string operation, string? token) => Read(operation, token) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ServiceException(ErrorCode.InvalidNextToken);
}
