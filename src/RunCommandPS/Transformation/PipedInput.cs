using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Reads the input of one pipeline, where a line of text may be part of something: of the JSON that a program writes, of a file with
/// comments, of CSV with a header. What can't be read from one source, a file or all other strings, is one error. A bare id costs no
/// more than a look at it.
/// </summary>
/// <param name="repeatsCommands">
/// Whether a <see cref="Command"/> is a request to run it again unchanged; otherwise it means its nodes.
/// </param>
internal sealed class PipedInput(bool repeatsCommands = false)
{
    private readonly TextLine _line = new();
    private readonly Dictionary<string, UnreadLines> _unread = new(StringComparer.Ordinal);
    private JsonLines? _json;
    private bool _isArgument;

    /// <summary>Reads all of several objects that belong together, such as those of an argument.</summary>
    public static IEnumerable<InputItem> ReadAll(IEnumerable<object?> items)
    {
        var input = new PipedInput { _isArgument = true };
        return items.SelectMany(input.Read).Concat(Deferred(input.End));
    }

    /// <summary>Reads an object.</summary>
    /// <returns>What is known now; something may become known with a later line, or at the end.</returns>
    public IEnumerable<InputItem> Read(object? input) => MemberReader.Unwrap(input) switch
    {
        string text when _json is null && NodeReference.Id(text) is { } id => [new InputItem.Node(id, null, text)],
        string text => Text(text, input).ToList(),
        null or IDictionary or PSCustomObject => CloseJson().Concat(InputReader.Read(input, repeatsCommands)),
        IEnumerable many => many.Cast<object?>().SelectMany(Read),
        _ => CloseJson().Concat(InputReader.Read(input, repeatsCommands)),
    };

    /// <summary>What was left open: an error for each source that could not be read.</summary>
    public IEnumerable<InputItem> End()
    {
        var items = CloseJson()
            .Concat(_unread.Values.Select(source => source.Error()).OfType<InputItem>())
            .ToList();
        _unread.Clear();
        return items;
    }

    private IEnumerable<InputItem> Text(string text, object? input)
    {
        var file = FileLine.Of(input);
        var lines = text.Trim().Split('\n');
        return lines.Length == 1
            ? Line(text, text, file)
            : lines.SelectMany((line, index) => Line(line, line.Trim(), new FileLine(file?.Path ?? "", index + 1)))
                .Concat(Deferred(CloseJson));
    }

    private IEnumerable<InputItem> Line(string text, object? item, FileLine? file)
    {
        var line = text.Trim();
        var id = NodeReference.Id(line);
        if (_json is not null && id is null)
        {
            return AddJson(line);
        }

        return id is not null ? CloseJson().Append(new InputItem.Node(id, null, item))
            : line is ['{' or '[', ..] ? BeginJson(line, item)
            : line is ['#', ..] || (line.Length == 0 && file is not null) ? []
            : Row(text, line, item, file);
    }

    private IEnumerable<InputItem> Row(string text, string line, object? item, FileLine? file)
    {
        var nodes = _line.Read(WithoutComment(line), item);
        if (nodes is not null && line.Contains('\t', StringComparison.Ordinal))
        {
            UnreadOf(file).SeeNodeRow();
        }

        return nodes ?? Unread(text, line, item, file);
    }

    private IEnumerable<InputItem> BeginJson(string line, object? item)
    {
        _json = new JsonLines(item);
        return AddJson(line);
    }

    private IEnumerable<InputItem> AddJson(string line)
    {
        _json!.Add(line);
        return _json.IsWhole ? CloseJson() : [];
    }

    private IEnumerable<InputItem> CloseJson()
    {
        if (_json is not { } json)
        {
            return [];
        }

        _json = null;
        return JsonInput.Read(json.Text, json.First, repeatsCommands);
    }

    private static string WithoutComment(string line) =>
        line.IndexOf('#', StringComparison.Ordinal) is var at and > 0 && char.IsWhiteSpace(line[at - 1]) ? line[..at].TrimEnd() : line;

    // Several strings of an argument are not lines, so the first one that is wrong says more than how many are.
    private List<InputItem> Unread(string text, string line, object? item, FileLine? file)
    {
        if (_isArgument && file is null && (line.Length == 0 || UnreadLines.IsWord(line) || NodeIdErrors.Hint(line) is not null))
        {
            return [UnreadLines.Error(line, item)];
        }

        UnreadOf(file).Add(line, item, file, TextLine.IsRow(text));
        return [];
    }

    private UnreadLines UnreadOf(FileLine? file)
    {
        var source = file?.Path ?? "";
        if (!_unread.TryGetValue(source, out var lines))
        {
            _unread.Add(source, lines = new UnreadLines());
        }

        return lines;
    }

    // Asked only when everything before has been read.
    private static IEnumerable<InputItem> Deferred(Func<IEnumerable<InputItem>> items)
    {
        foreach (var item in items())
        {
            yield return item;
        }
    }
}
