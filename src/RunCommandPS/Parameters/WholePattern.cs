namespace RunCommandPS.Parameters;

/// <summary>The API's patterns for ValidatePattern: the whole text must match, with <see cref="SpecPattern.Options"/>.</summary>
internal static class WholePattern
{
    public const string DocumentName = SpecPattern.Start + ServiceLimits.DocumentNamePattern + SpecPattern.End;

    public const string DocumentVersion = SpecPattern.Start + ServiceLimits.DocumentVersionPattern + SpecPattern.End;

    public const string MaxConcurrency = SpecPattern.Start + ServiceLimits.MaxConcurrencyPattern + SpecPattern.End;

    public const string RoleArn = SpecPattern.Start + RoleLimits.ArnPattern + SpecPattern.End;

    public const string RoleSessionName = SpecPattern.Start + RoleLimits.SessionNamePattern + SpecPattern.End;

    public const string ExternalId = SpecPattern.Start + RoleLimits.ExternalIdPattern + SpecPattern.End;

    public const string AccountId = SpecPattern.Start + RoleLimits.AccountIdPattern + SpecPattern.End;

    public const string MaxErrors = SpecPattern.Start + ServiceLimits.MaxErrorsPattern + SpecPattern.End;
}
