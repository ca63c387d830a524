using System.Collections.Concurrent;

namespace RunCommandPS.Simulator.Service;

/// <summary>The account's alarms and their states.</summary>
internal sealed class AlarmBoard
{
    /// <summary>State of a triggered alarm that is raised, as the API has it.</summary>
    public const string RaisedState = "ALARM";

    private const string UnknownState = "UNKNOWN";

    private readonly ConcurrentDictionary<string, AlarmState> _states;
    private readonly AlarmState _unnamed;

    /// <param name="alarms">The existing alarms; null if every name is that of one that is not raised.</param>
    public AlarmBoard(IReadOnlyDictionary<string, AlarmState>? alarms)
    {
        _states = new(alarms ?? new Dictionary<string, AlarmState>(), StringComparer.Ordinal);
        _unnamed = alarms is null ? AlarmState.Ok : AlarmState.Unknown;
    }

    public void Set(string name, AlarmState state) => _states[name] = state;

    /// <summary>The first alarm of a command that is raised, in the words of the API; null if none is.</summary>
    public AlarmStateInformation? Raised(AlarmConfiguration? configuration)
    {
        foreach (var alarm in configuration?.Alarms ?? [])
        {
            var state = _states.GetValueOrDefault(alarm.Name, _unnamed);
            if (state == AlarmState.Alarm || (state == AlarmState.Unknown && configuration!.IgnorePollAlarmFailure != true))
            {
                return new AlarmStateInformation { Name = alarm.Name, State = state == AlarmState.Alarm ? RaisedState : UnknownState };
            }
        }

        return null;
    }
}
