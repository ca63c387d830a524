using System.Text;

namespace RunCommandPS.Transformation;

/// <summary>Lines that together make one JSON text, as a program writes them: they are read until the last bracket.</summary>
/// <param name="first">The object that the first line is.</param>
internal sealed class JsonLines(object? first)
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>What an error is about.</summary>
    public object? First => first;

    /// <summary>The lines so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether every bracket is closed.</summary>
    public bool IsWhole => _depth <= 0;

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        _text.Append(line).Append('\n');
        foreach (var character in line)
        {
            if (_isInString)
            {
                (_isEscaped, _isInString) = (!_isEscaped && character == '\\', _isEscaped || character != '"');
                continue;
            }

            _isInString = character == '"';
            _depth += character switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
        }

        // A JSON string does not continue on the next line.
        (_isInString, _isEscaped) = (false, false);
    }
}
