using System.Collections.ObjectModel;

namespace RunCommandPS.Model;

/// <summary>
/// A list whose text is its items. A cell of Export-Csv is the text of a value, and that of an array is the name of its type.
/// </summary>
/// <typeparam name="T">The items.</typeparam>
/// <param name="items">The items, which no longer change.</param>
internal sealed class ItemList<T>(IList<T> items) : ReadOnlyCollection<T>(items)
{
    /// <summary>An empty list.</summary>
    public static new ItemList<T> Empty { get; } = new([]);

    /// <summary>The same items.</summary>
    /// <param name="items">Any list.</param>
    public static IReadOnlyList<T> Of(IReadOnlyList<T> items) => items as ItemList<T> ?? new ItemList<T>(items as IList<T> ?? [.. items]);

    /// <summary>The items, with a comma between them.</summary>
    public override string ToString() => string.Join(", ", this);
}
