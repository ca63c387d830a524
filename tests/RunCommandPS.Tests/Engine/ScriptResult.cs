using System.Management.Automation;

namespace RunCommandPS.Tests.Engine;

/// <summary>Everything that came of a script.</summary>
public sealed record ScriptResult
{
    /// <summary>The objects written to the pipeline.</summary>
    public required IReadOnlyList<PSObject> Output { get; init; }

    /// <summary>The non-terminating errors.</summary>
    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The error that ended the script; null where it ran to its end.</summary>
    public required ErrorRecord? Failure { get; init; }

    /// <summary>Whether the script was stopped, as with Ctrl+C.</summary>
    public required bool Stopped { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Debug { get; init; }

    public required IReadOnlyList<InformationRecord> Information { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>What a person would have seen of output and errors, where the script showed any.</summary>
    public required string HostText { get; init; }

    /// <summary>All errors, the one that ended the script last.</summary>
    public IReadOnlyList<ErrorRecord> AllErrors => Failure is null ? Errors : [.. Errors, Failure];

    /// <summary>The only error there was.</summary>
    public ErrorRecord OnlyError => Assert.Single(AllErrors);

    /// <summary>The base objects of the output, which must all be of this type.</summary>
    public IReadOnlyList<T> Values<T>() => [.. Output.Select(item => Assert.IsAssignableFrom<T>(item?.BaseObject))];

    /// <summary>This result, if there was no error at all.</summary>
    public ScriptResult Succeeded()
    {
        if (Stopped || AllErrors.Count > 0)
        {
            Assert.Fail(Stopped ? "The script was stopped." : string.Join('\n', AllErrors.Select(Describe)));
        }

        return this;
    }

    internal static string Describe(ErrorRecord error) =>
        $"{error} [{error.FullyQualifiedErrorId}]\n{error.InvocationInfo?.PositionMessage}\n{error.ScriptStackTrace}\n{error.Exception}";
}
