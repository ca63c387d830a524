using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>What Describe, Context and It have in common.</summary>
public abstract class SpecItemCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    [Parameter]
    [Alias("TestCases")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ForEach { get; set; }

    /// <summary>Accepted and not looked at: here everything runs.</summary>
    [Parameter]
    public string[] Tag { get; set; } = [];

    protected override void EndProcessing()
    {
        var scope = new SpecScope(SessionState);
        var session = SpecSession.Of(this);
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(ForEach)))
        {
            Add(session, scope, data: null);
        }
        else if (ForEach is not { Length: > 0 })
        {
            throw new ArgumentException($"-ForEach of '{Name}' has no values, so nothing would be tested.");
        }
        else
        {
            foreach (var value in ForEach)
            {
                Add(session, scope, new SpecData(value));
            }
        }
    }

    private protected abstract void Add(SpecSession session, SpecScope scope, SpecData? data);
}

/// <summary>Stands for Pester's Describe and Context.</summary>
[Cmdlet(VerbsCommon.Add, "SpecBlock")]
public sealed class AddSpecBlockCommand : SpecItemCommand
{
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Fixture { get; set; } = null!;

    private protected override void Add(SpecSession session, SpecScope scope, SpecData? data) => session.AddBlock(scope, Name, Fixture, data);
}

/// <summary>Stands for Pester's It.</summary>
[Cmdlet(VerbsCommon.Add, "SpecTest")]
public sealed class AddSpecTestCommand : SpecItemCommand
{
    [Parameter(Mandatory = true, Position = 1)]
    public ScriptBlock Test { get; set; } = null!;

    private protected override void Add(SpecSession session, SpecScope scope, SpecData? data) => session.AddTest(scope, Name, Test, data);
}

/// <summary>Stands for Pester's BeforeAll, AfterAll, BeforeEach and AfterEach; the name it is called by says which.</summary>
[Cmdlet(VerbsCommon.Add, "SpecSetup")]
public sealed class AddSpecSetupCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock Scriptblock { get; set; } = null!;

    protected override void EndProcessing() =>
        SpecSession.Of(this).AddSetup(Enum.Parse<SetupKind>(MyInvocation.InvocationName, ignoreCase: true), Scriptblock);
}

/// <summary>Stands for Pester's BeforeDiscovery.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SpecDiscovery")]
public sealed class InvokeSpecDiscoveryCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    protected override void EndProcessing()
    {
        SpecSession.Of(this).RequireDiscovery("BeforeDiscovery");
        new SpecScope(SessionState).DotSource(ScriptBlock);
    }
}
