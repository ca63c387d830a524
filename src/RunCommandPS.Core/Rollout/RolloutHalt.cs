namespace RunCommandPS.Rollout;

/// <summary>Why a rollout starts no further node.</summary>
internal enum RolloutHalt
{
    /// <summary>It goes on, or all its nodes were started.</summary>
    None,

    /// <summary>More nodes have failed, or may have, than are tolerated.</summary>
    TooManyErrors,

    /// <summary>Nodes whose end is unknown hold all places, and may still run.</summary>
    NoPlaces,

    /// <summary>Several answers to sends were lost one after the other, so that what is sent next would be in doubt, too.</summary>
    AnswersLost,

    /// <summary>The record can't be written any more, so that what is sent next could be forgotten.</summary>
    RecordFailed,

    /// <summary>More nodes of a wave did not succeed than are tolerated.</summary>
    WaveErrors,

    /// <summary>The caller's script did not let the next wave start.</summary>
    WaveCheck,

    /// <summary>Whoever was asked did not let the next wave start, or nobody could be asked.</summary>
    WavePrompt,
}
