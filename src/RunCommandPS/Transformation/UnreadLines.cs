namespace RunCommandPS.Transformation;

/// <summary>The lines of one source that don't name a node, for one error.</summary>
internal sealed class UnreadLines
{
    private readonly List<Unread> _lines = [];
    private bool _hasNodeRows;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line, without white space around it.</param>
    /// <param name="item">The item of the input that it is.</param>
    /// <param name="file">Where it is; null if it is not known.</param>
    /// <param name="isRow">Whether it is a row of what the AWS CLI writes, where only some rows have ids.</param>
    public void Add(string line, object? item, FileLine? file, bool isRow)
    {
        if (!isRow || !_hasNodeRows)
        {
            _lines.Add(new Unread(line, item, file, isRow));
        }
    }

    /// <summary>Notes that another row has ids: then a row without any is not a mistake.</summary>
    public void SeeNodeRow()
    {
        if (!_hasNodeRows)
        {
            _hasNodeRows = true;
            _lines.RemoveAll(line => line.IsRow);
        }
    }

    /// <summary>The error; null if there is nothing to report.</summary>
    public InputItem.Unreadable? Error() => _lines switch
    {
        [] => null,
        [{ File: null } only] => Error(only.Line, only.Item),
        [var only] => new(NodeIdErrors.NoIdIn(only.Line, $"{only.File}"), only.Item),
        [var first, ..] => new(
            NodeIdErrors.NoIdIn(_lines.Count, first.Line, first.File?.ToString(), _lines.TrueForAll(line => IsWord(line.Line))),
            _lines.Select(line => line.Item).ToArray()),
    };

    /// <summary>The error for a string on its own.</summary>
    public static InputItem.Unreadable Error(string line, object? item) =>
        new(NodeIdErrors.NotAnId(line), item) { Name = IsWord(line) ? line : null };

    /// <summary>Whether a line is a single word, which may be the name of a node.</summary>
    public static bool IsWord(string line) => line.Any(char.IsLetterOrDigit) && !line.Any(char.IsWhiteSpace);

    private sealed record Unread(string Line, object? Item, FileLine? File, bool IsRow);
}
