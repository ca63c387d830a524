using System.Globalization;
using System.Text.RegularExpressions;

namespace RunCommandPS.Sending;

/// <summary>
/// What distinguishes the commands of a rollout from all others: the rollout's id and the command's number, at the end of the comment.
/// SendCommand has no token of its own for that.
/// </summary>
internal sealed partial record RolloutMarker
{
    private RolloutMarker(string id, int number) => (Id, Number) = (id, number);

    /// <summary>The rollout's id.</summary>
    public string Id { get; }

    /// <summary>The command's number within the rollout.</summary>
    public int Number { get; }

    /// <summary>The marker of a command.</summary>
    /// <param name="id">The rollout's id: letters, digits and hyphens.</param>
    /// <param name="number">The command's number, 0 or more.</param>
    public static RolloutMarker Of(string id, int number) => new(id, number);

    /// <summary>A comment with the marker at its end.</summary>
    /// <param name="comment">The comment; null or empty for none.</param>
    /// <returns>Null if both do not fit in a comment.</returns>
    public string? AddTo(string? comment)
    {
        var marked = string.IsNullOrEmpty(comment) ? ToString() : $"{comment} {this}";
        return marked.Length <= ServiceLimits.CommentMaximumLength ? marked : null;
    }

    /// <summary>Reads the marker at the end of a comment.</summary>
    /// <param name="comment">The comment; may be null.</param>
    /// <param name="id">The rollout's id; empty if there is no marker.</param>
    /// <param name="number">The command's number.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(string? comment, out string id, out int number)
    {
        number = 0;
        var match = Form().Match(comment ?? "");
        var isMarker = match.Success
            && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        id = isMarker ? match.Groups["id"].Value : "";
        return isMarker;
    }

    /// <summary>A comment without the marker at its end.</summary>
    /// <param name="comment">The comment; may be null.</param>
    /// <returns>The comment as it was before the marker was added; the comment itself if there is none.</returns>
    public static string Strip(string? comment) => TryRead(comment, out _, out _) ? Form().Replace(comment!, "") : comment ?? "";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[rollout {Id}/{Number}]");

    [GeneratedRegex(@"(^| )\[rollout (?<id>[A-Za-z0-9-]+)/(?<number>[0-9]{1,9})\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
