using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;

namespace RunCommandPS.Running;

/// <summary>
/// The gate between the waves of a run: a line for each at its end, the caller's script, and a prompt for the user.
/// </summary>
/// <param name="settings">The caller's settings for waves.</param>
/// <param name="output">The pipeline.</param>
internal sealed class WaveGate(WaveSettings settings, PipelineOutput output) : IWaveGate
{
    private readonly object _gate = new();
    private List<NodeResult> _results = [];
    private bool _isYesToAll = settings.Force;

    /// <summary>Which wave it is, for the progress bar; empty before the first.</summary>
    public string Progress { get; private set; } = "";

    /// <summary>Why the rollout was not allowed to continue, as the beginning of a sentence; null if it was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>How many nodes of the last wave did not succeed.</summary>
    public int Failed { get; private set; }

    /// <summary>Takes note of a node of the current wave that has ended.</summary>
    public void Add(NodeResult result)
    {
        lock (_gate)
        {
            // All of them are kept only if they are looked at.
            if (settings.Check is not null || !result.Succeeded)
            {
                _results.Add(result);
            }
        }
    }

    public ValueTask BegunAsync(int number, int of)
    {
        Progress = $", wave {number} of {of}";
        lock (_gate)
        {
            _results = [];
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask EndedAsync(WaveEnd wave, string? maxErrors)
    {
        Failed = wave.Failed;
        if (maxErrors is not null)
        {
            Refusal = $"In wave {wave.Number} of {wave.Of}, {Nodes(wave.Failed)} did not succeed, and -WaveErrors is {maxErrors}";
        }

        return output.HostAsync($"{Public(wave)}{(maxErrors is null ? "" : $" Halted: -WaveErrors {maxErrors}.")}");
    }

    public ValueTask SoakingAsync(WaveEnd wave, TimeSpan left) =>
        output.HostAsync($"Waiting after wave {wave.Number} of {wave.Of} until {DateTimeOffset.Now + left:HH:mm:ss} (-SoakTime).");

    public async Task<bool> CheckAsync(WaveEnd wave, CancellationToken cancellationToken)
    {
        if (settings.Check is not { } check)
        {
            return true;
        }

        var reason = await output.CallAsync(_ => Refused(check, Public(wave)), cancellationToken).ConfigureAwait(false);
        Refusal = reason is null ? null : $"-WaveCheck did not let wave {wave.Number + 1} of {wave.Of} start ({reason})";
        return reason is null;
    }

    public async Task<bool> AskAsync(WaveEnd wave, CancellationToken cancellationToken)
    {
        if (_isYesToAll)
        {
            return true;
        }

        var answer = await output.CallAsync(host => Ask(host, wave), cancellationToken).ConfigureAwait(false);
        _isYesToAll = answer == Answer.YesToAll;
        Refusal = answer switch
        {
            Answer.No => $"The prompt for wave {wave.Number + 1} of {wave.Of} was answered with No",
            null => $"No one could be asked whether wave {wave.Number + 1} of {wave.Of} may start; -Force starts it without asking",
            _ => null,
        };
        return Refusal is null;
    }

    private enum Answer
    {
        Yes,
        YesToAll,
        No,
        Suspend,
    }

    // Runs in the caller's session, where it sees the caller's variables; null if it lets the next wave start.
    private static string? Refused(ScriptBlock check, RolloutWave wave)
    {
        try
        {
            var told = check.InvokeWithContext(
                functionsToDefine: null,
                [new PSVariable("_", wave), new PSVariable("ErrorActionPreference", ActionPreference.Stop)]);
            return told.Any(item => item?.BaseObject is false) ? "it returned false"
                : told.Any(LanguagePrimitives.IsTrue) ? null
                : told.Count == 0 ? "it returned nothing" : "it returned nothing that is true";
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException exception)
        {
            // An error that is written stops the script, and the engine says so in its own words.
            var error = exception is ActionPreferenceStopException stop ? stop.ErrorRecord.Exception : exception;
            return $"it failed: {error.Message}";
        }
    }

    private static Answer? Ask(PSHost? host, WaveEnd wave)
    {
        Collection<ChoiceDescription> choices =
        [
            new("&Yes", "Starts the next wave."),
            new("Yes to &All", "Starts all remaining waves without asking again."),
            new("&No", "Halts the rollout. Resume-RunCommandRollout resumes it."),
            new("&Suspend", "Opens a prompt where you can look at the nodes; exit returns to this question."),
        ];
        while (true)
        {
            var answer = (Answer?)HostQuestions.Choose(
                host,
                $"Wave {wave.Number} of {wave.Of} has ended.",
                $"{wave.Succeeded} succeeded, {wave.Failed} did not. Start wave {wave.Number + 1}?",
                choices,
                (int)Answer.No);
            if (answer != Answer.Suspend)
            {
                return answer;
            }

            host!.EnterNestedPrompt();
        }
    }

    private RolloutWave Public(WaveEnd wave)
    {
        lock (_gate)
        {
            return new RolloutWave
            {
                Number = wave.Number,
                Of = wave.Of,
                Nodes = wave.Nodes.Select(node => node.InstanceId).ToArray(),
                Succeeded = wave.Succeeded,
                Failed = wave.Failed,
                Results = _results.ToArray(),
                Elapsed = wave.Elapsed,
            };
        }
    }

    private static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";
}
