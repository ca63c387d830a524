using System.Text;

namespace RunCommandPS.Simulator.Execution;

/// <summary>Reads a process's output to its end and keeps only its beginning, however much there is.</summary>
internal sealed class BoundedText(int maximum)
{
    private readonly StringBuilder _text = new();

    /// <summary>What has been kept so far.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public async Task ReadAsync(TextReader reader)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            lock (_text)
            {
                _text.Append(buffer, 0, Math.Min(count, maximum - _text.Length));
            }
        }
    }
}
