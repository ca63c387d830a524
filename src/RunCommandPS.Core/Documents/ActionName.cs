using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RunCommandPS.Documents;

/// <summary>What the name of an action looks like.</summary>
internal static class ActionName
{
    internal const string Example = $"write, for example, {ActionPlatforms.RunShellScript}.";

    private static readonly Regex Pattern = new(@"\Aaws:[a-zA-Z0-9]+\z", RegexOptions.CultureInvariant);

    internal static string Checked(JsonObject owner, string name, string action) => Pattern.IsMatch(action)
        ? action
        : throw owner.Wrong(name, $"'{action}' is not an action; {Example}");
}
