using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;
using System.Text;

namespace RunCommandPS.Tests.Engine;

/// <summary>
/// What a person would see and type. Verbose text and progress are not repeated here: they are in the streams of
/// <see cref="ScriptResult"/>. So are warnings, but for those that a cmdlet gives the host when its pipeline has ended already.
/// </summary>
public sealed class TestHostUI : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly ConcurrentQueue<string> _answers = new();
    private readonly ConcurrentQueue<string> _prompts = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly TestRawUI _rawUI;

    internal TestHostUI(int bufferWidth, bool showsColors)
    {
        _rawUI = new TestRawUI(bufferWidth);
        SupportsVirtualTerminal = showsColors;
    }

    public override bool SupportsVirtualTerminal { get; }

    /// <summary>The questions asked so far, oldest first: caption and message, a line each.</summary>
    public IReadOnlyList<string> Prompts => [.. _prompts];

    /// <summary>The warnings shown so far, oldest first, of a pipeline or not.</summary>
    public IReadOnlyList<string> Warnings => [.. _warnings];

    public override PSHostRawUserInterface RawUI => _rawUI;

    /// <summary>Lines up answers to the questions to come: the label of a choice without its ampersand, or the text to type.</summary>
    public void Answer(params ReadOnlySpan<string> answers)
    {
        foreach (var answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    /// <summary>What was shown since the last call, with line feeds as line ends.</summary>
    internal string TakeText()
    {
        lock (_gate)
        {
            var text = _text.ToString();
            _text.Clear();
            return text;
        }
    }

    public override void Write(string value) => Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Append(value);

    public override void WriteLine(string value) => Append(value + "\n");

    public override void WriteErrorLine(string value) => Append(value + "\n");

    public override void WriteWarningLine(string message) => _warnings.Enqueue(message);

    public override void WriteVerboseLine(string message)
    {
    }

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var answer = NextAnswer(caption, message);
        var labels = choices.Select(choice => choice.Label.Replace("&", "", StringComparison.Ordinal)).ToList();
        var index = labels.IndexOf(answer);
        return index >= 0 ? index : throw new InvalidOperationException($"'{answer}' is none of the choices {string.Join(", ", labels)}.");
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(NextAnswer(caption, $"{message} {field.Name}")));

    public override string ReadLine() => NextAnswer("", "ReadLine");

    public override SecureString ReadLineAsSecureString()
    {
        var text = new SecureString();
        foreach (var character in NextAnswer("", "ReadLineAsSecureString"))
        {
            text.AppendChar(character);
        }

        return text;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException($"These tests type no credentials. Asked: {message}");

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);

    private string NextAnswer(string caption, string message)
    {
        _prompts.Enqueue($"{caption}\n{message}");
        return _answers.TryDequeue(out var answer)
            ? answer
            : throw new InvalidOperationException($"Nobody is there to answer: {caption} {message}");
    }

    private void Append(string text)
    {
        // Formatting colors its headers whatever the settings; it is for the host to take that out.
        text = new StringDecorated(text).ToString(SupportsVirtualTerminal ? OutputRendering.Ansi : OutputRendering.PlainText);
        lock (_gate)
        {
            _text.Append(text.ReplaceLineEndings("\n"));
        }
    }
}
