using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace RunCommandPS.Tests.Engine;

/// <summary>A PowerShell host without a console: it remembers what was shown and answers prompts from a script.</summary>
public sealed class TestHost : PSHost
{
    private readonly TestHostUI _ui;
    private readonly PSObject? _privateData;

    /// <param name="bufferWidth">Width of the imagined window, in characters.</param>
    /// <param name="showsColors">Whether it shows colors.</param>
    /// <param name="privateData">What scripts and cmdlets see as the host's private data; null for nothing.</param>
    public TestHost(int bufferWidth, bool showsColors = false, object? privateData = null)
    {
        _ui = new TestHostUI(bufferWidth, showsColors);
        _privateData = privateData is null ? null : PSObject.AsPSObject(privateData);
    }

    /// <summary>The console side, with the recorded text and the answers.</summary>
    public TestHostUI Console => _ui;

    /// <summary>What a script passed to <c>exit</c>; null where none did.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "RunCommandPS tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override PSObject PrivateData => _privateData!;

    // A fixed culture keeps messages, numbers and dates the same on every machine.
    public override CultureInfo CurrentCulture { get; } = CultureInfo.GetCultureInfo("en-US");

    public override CultureInfo CurrentUICulture => CurrentCulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <summary>How often a nested prompt was opened, in which nobody types anything.</summary>
    public int NestedPrompts { get; private set; }

    public override void EnterNestedPrompt() => NestedPrompts++;

    public override void ExitNestedPrompt() => throw new NotSupportedException("These tests have no nested prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
