using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Remove-RunCommandRollout</c>: deletes records of rollouts from this machine. What was sent is not affected.</summary>
[Cmdlet(VerbsCommon.Remove, "RunCommandRollout", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Address + "Remove-RunCommandRollout.md")]
[OutputType(typeof(void))]
public sealed class RemoveRunCommandRolloutCommand : PSCmdlet
{
    private RolloutHome? _home;

    /// <summary>Name or id of a rollout, or the end of an id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RolloutId", "RolloutName")]
    [RolloutNameTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RolloutCompleter))]
    public string[] Name { get; set; } = [];

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

    /// <summary>Deletes records.</summary>
    protected override void ProcessRecord()
    {
        var catalog = new RolloutCatalog(_home!);
        foreach (var name in Name)
        {
            try
            {
                var id = catalog.Find(name);
                if (ShouldProcess($"rollout {id}", "Remove the record"))
                {
                    catalog.Remove(id);
                }
            }
            catch (RunCommandException exception)
            {
                WriteError(ErrorRecords.From(exception, name));
            }
        }
    }
}
