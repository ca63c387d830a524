using System.Collections.ObjectModel;

namespace RunCommandPS.Model;

/// <summary>A dictionary whose text is what is in it, as <see cref="ItemList{T}"/> is such a list.</summary>
/// <typeparam name="T">The values.</typeparam>
/// <param name="items">Keys and values, which no longer change.</param>
internal sealed class ItemMap<T>(IDictionary<string, T> items) : ReadOnlyDictionary<string, T>(items)
{
    /// <summary>An empty dictionary.</summary>
    public static new ItemMap<T> Empty { get; } = new(new Dictionary<string, T>());

    /// <summary>The same keys and values.</summary>
    /// <param name="items">Any dictionary.</param>
    public static IReadOnlyDictionary<string, T> Of(IReadOnlyDictionary<string, T> items) => Of(items, value => value);

    /// <summary>The same keys, with values whose text says what they are.</summary>
    /// <param name="items">Any dictionary.</param>
    /// <param name="value">Converts a value.</param>
    public static IReadOnlyDictionary<string, T> Of(IReadOnlyDictionary<string, T> items, Func<T, T> value) =>
        items as ItemMap<T> ?? new ItemMap<T>(items.ToDictionary(pair => pair.Key, pair => value(pair.Value), StringComparer.Ordinal));

    /// <summary>Keys and values: <c>commands=uptime; executionTimeout=60</c>.</summary>
    public override string ToString() => string.Join("; ", this.Select(pair => $"{pair.Key}={pair.Value}"));
}
