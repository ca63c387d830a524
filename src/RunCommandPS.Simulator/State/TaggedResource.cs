namespace RunCommandPS.Simulator.State;

/// <summary>The new tags of a document or a parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsParameter">Whether it is a parameter, because a document may have the same name.</param>
/// <param name="Tags">All its tags, each a key and a value: a pair has no members that could be written.</param>
internal sealed record TaggedResource(string Name, bool IsParameter, IReadOnlyList<string[]> Tags)
{
    /// <summary>Tags as they are written.</summary>
    public static IReadOnlyList<string[]> Pairs(IEnumerable<KeyValuePair<string, string>> tags) =>
        [.. tags.Select(static tag => new[] { tag.Key, tag.Value })];

    /// <summary>Tags as they were before they were written.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(IEnumerable<string[]> tags) =>
        [.. tags.Select(static tag => KeyValuePair.Create(tag[0], tag[1]))];
}
