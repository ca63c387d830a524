namespace RunCommandPS.Core.Tests.Chaos;

/// <summary>What becomes of a call.</summary>
internal enum ChaosFault
{
    None,
    ResetBefore,
    ResetAfter,
    InternalErrorBefore,
    InternalErrorAfter,
    UnavailableBefore,
    UnavailableAfter,
    HalfReply,
    Redirect,
    Throttle,
    HangBefore,
    HangAfter,
}
