namespace RunCommandPS.Rollout;

/// <summary>Why a rollout starts no further node.</summary>
internal enum RolloutHalt
{
    /// <summary>It continues, or all its nodes were started.</summary>
    None,

    /// <summary>More nodes failed, or may have failed, than are tolerated.</summary>
    TooManyErrors,

    /// <summary>Nodes whose end is unknown hold all places, and may still run.</summary>
    NoPlaces,

    /// <summary>Several answers to sends in a row were lost, so what is sent next would be in doubt, too.</summary>
    AnswersLost,

    /// <summary>The record can no longer be written, so what is sent next could be forgotten.</summary>
    RecordFailed,

    /// <summary>More nodes of a wave did not succeed than are tolerated.</summary>
    WaveErrors,

    /// <summary>The caller's script did not let the next wave start.</summary>
    WaveCheck,

    /// <summary>The user did not let the next wave start, or no one could be asked.</summary>
    WavePrompt,
}
