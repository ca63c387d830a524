using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes tags to look for as <c>@{Env='prod','test'}</c>, <c>'Env=prod,test'</c>, or <c>'Env'</c> for any value, one or many; also as
/// AWS writes them, <c>@{Key='Env';Value='prod'}</c>, and as objects of AWS.Tools.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TagFilterTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : MemberReader.Items(inputData).SelectMany(Filters).ToArray();

    private static IEnumerable<QueryFilter> Filters(object? item) => MemberReader.Unwrap(item) switch
    {
        QueryFilter filter => [filter],
        string text when text.IndexOf('=', StringComparison.Ordinal) is var at && at != 0 && text.Length > 0 =>
            [at < 0 ? Filter(text, null) : Filter(text[..at], text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries))],
        not null and not string when KeyAndValues(item!) is { } tag => [tag],
        IDictionary or PSCustomObject => MemberReader.Members(item!).Select(member => Filter(member.Key, member.Value)).ToList(),
        _ => throw new ArgumentTransformationMetadataException(
            $"'{InputText.Of(item)}' is not a tag. Write @{{ Env = 'prod' }}, 'Env=prod', or 'Env' for any value."),
    };

    // Only as a whole: a tag may itself be called Key. An object of another module may have more, such as the resource of its tag.
    private static QueryFilter? KeyAndValues(object item)
    {
        var members = MemberReader.CanRead(item)
            ? MemberReader.Members(item)
            : PSObject.AsPSObject(item).Properties.Where(property => property.Name is "Key" or "Value" or "Values")
                .ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.OrdinalIgnoreCase);
        return members.Count == 2 && ScalarText.Of(members.GetValueOrDefault("Key")) is { Length: > 0 } key
            && (members.TryGetValue("Value", out var values) || members.TryGetValue("Values", out values))
                ? Filter(key, values ?? "")
                : null;
    }

    // Also the key as written in -Target: users copy it from there.
    private static QueryFilter Filter(string key, object? values)
    {
        key = key.StartsWith(QueryFilter.TagPrefix, StringComparison.Ordinal) ? key[QueryFilter.TagPrefix.Length..] : key;
        return values is null
            ? new QueryFilter(QueryFilter.TagKey, [key])
            : new QueryFilter(QueryFilter.TagPrefix + key, MemberReader.Items(values).Select(value => Value(key, value)).ToList());
    }

    private static string Value(string key, object? value) => ScalarText.Of(value) is { Length: > 0 } text
        ? text
        : throw new ArgumentTransformationMetadataException($"'{InputText.Of(value)}' is not a valid value of tag '{key}'.");
}
