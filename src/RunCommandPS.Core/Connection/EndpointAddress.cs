using System.Text.RegularExpressions;

namespace RunCommandPS.Connection;

/// <summary>Addresses of the service: what is a valid one, and how to show one that may contain a password.</summary>
internal static partial class EndpointAddress
{
    /// <summary>The address in a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address, without user name and password; null if the text is not an http or https address.</returns>
    public static Uri? Of(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0
            ? WithoutUser(url)
            : null;

    /// <summary>
    /// The same address without user name and password: requests are signed, and nothing else of the caller's is ever sent.
    /// </summary>
    public static Uri WithoutUser(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length > 0
        ? new Uri(url.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped))
        : url;

    /// <summary>A text that was meant as an address, fit to be shown: without what comes before its last @.</summary>
    public static string Show(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return text;
        }

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return (scheme >= 0 && scheme < at ? text[..(scheme + 3)] : "") + "***" + text[at..];
    }

    /// <summary>A text with addresses in it, such as a command line, fit to be shown.</summary>
    public static string ShowAll(string text) => UserOfAddress().Replace(text, "://***@");

    [GeneratedRegex("://[^/@\\s'\"]*@")]
    private static partial Regex UserOfAddress();
}
