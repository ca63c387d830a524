namespace RunCommandPS.Simulator.Protocol;

internal enum ShapeKind
{
    Text,
    Number,
    Long,
    Flag,
    List,
    Map,
    Structure,
}

/// <summary>What a value of a request may be: its type, as the protocol spells it, and the constraints the API publishes for it.</summary>
internal sealed record Shape(ShapeKind Kind)
{
    /// <summary>Least length, count or number.</summary>
    public int? Minimum { get; private init; }

    /// <summary>Greatest length, count or number.</summary>
    public int? Maximum { get; private init; }

    /// <summary>The pattern, for <see cref="SpecPattern"/>; null if there is none.</summary>
    public string? Pattern { get; private init; }

    /// <summary>The only values allowed; empty if there is no such list.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>Shape of a list's or map's elements.</summary>
    public Shape? Element { get; private init; }

    /// <summary>Members of a structure.</summary>
    public IReadOnlyList<ShapeMember> Members { get; private init; } = [];

    public static Shape Flag { get; } = new(ShapeKind.Flag);

    public static Shape Text(int? minimum = null, int? maximum = null, string? pattern = null, IReadOnlyList<string>? values = null) =>
        new(ShapeKind.Text)
        {
            Minimum = minimum,
            Maximum = maximum,
            Pattern = pattern,
            Values = values ?? [],
        };

    public static Shape Number(int minimum, int maximum) => new(ShapeKind.Number) { Minimum = minimum, Maximum = maximum };

    /// <summary>A number of 64 bits, 0 or more.</summary>
    public static Shape Long { get; } = new(ShapeKind.Long) { Minimum = 0 };

    public static Shape List(Shape element, int? minimum = null, int? maximum = null) =>
        new(ShapeKind.List) { Element = element, Minimum = minimum, Maximum = maximum };

    public static Shape Map(Shape element) => new(ShapeKind.Map) { Element = element };

    public static Shape Structure(params ShapeMember[] members) => new(ShapeKind.Structure) { Members = members };
}

/// <summary>A member of a structure.</summary>
internal sealed record ShapeMember(string Name, Shape Shape, bool IsRequired = false)
{
    /// <summary>The name in messages, which begin it in lower case.</summary>
    public string PathName { get; } = char.ToLowerInvariant(Name[0]) + Name[1..];
}
