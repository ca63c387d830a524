using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommandRollout</c>: the rollouts that have a record on this machine, newest first. It makes no calls.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommandRollout", HelpUri = HelpPages.Address + "Get-RunCommandRollout.md")]
[OutputType(typeof(RunCommandRollout))]
public sealed class GetRunCommandRolloutCommand : PSCmdlet
{
    private RolloutHome? _home;

    /// <summary>Name or id of a rollout, or the end of an id; wildcards are allowed. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RolloutId", "RolloutName")]
    [RolloutNameTransformation]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RolloutCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only rollouts in this condition.</summary>
    [Parameter]
    public RolloutCondition[]? Condition { get; set; }

    /// <summary>Includes the nodes of each.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Finds the place of the records.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            _home = RolloutHome.Current();
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
    }

    /// <summary>Reads records.</summary>
    protected override void ProcessRecord()
    {
        var home = _home!;
        var catalog = new RolloutCatalog(home);
        if (Name is null)
        {
            WriteAll(home, catalog.Ids, _ => true);
            return;
        }

        foreach (var name in Name)
        {
            if (WildcardPattern.ContainsWildcardCharacters(name))
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                WriteAll(
                    home, catalog.Ids, rollout => pattern.IsMatch(rollout.Id) || (rollout.Name is { } given && pattern.IsMatch(given)));
            }
            else
            {
                WriteOne(home, catalog, name);
            }
        }
    }

    private void WriteOne(RolloutHome home, RolloutCatalog catalog, string name)
    {
        try
        {
            WriteAll(home, [catalog.Find(name)], _ => true);
        }
        catch (RunCommandException exception)
        {
            WriteError(ErrorRecords.From(exception, name));
        }
    }

    // A record that can't be read does not affect the others.
    private void WriteAll(RolloutHome home, IEnumerable<string> ids, Func<RunCommandRollout, bool> isWanted)
    {
        foreach (var id in ids)
        {
            try
            {
                if (RolloutReading.Read(home, id, Detailed) is var rollout
                    && isWanted(rollout)
                    && Condition?.Contains(rollout.Standing) != false)
                {
                    WriteObject(rollout);
                }
            }
            catch (RunCommandException exception)
            {
                WriteError(ErrorRecords.From(exception, id));
            }
        }
    }
}
