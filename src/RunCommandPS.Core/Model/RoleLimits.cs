namespace RunCommandPS;

/// <summary>Limits of the roles that a connection can assume.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
public static class RoleLimits
{
    /// <summary>An account, or the place for one.</summary>
    public const string ArnPattern = @"arn:aws[a-z-]*:iam::([0-9]{12}|\{AccountId\}):role/[^\s]+";

    /// <summary>Characters of an ARN, at least.</summary>
    public const int ArnMinimumLength = 20;

    /// <summary>Characters of an ARN, at most.</summary>
    public const int ArnMaximumLength = 2048;

    /// <summary>An AWS account.</summary>
    public const string AccountIdPattern = "[0-9]{12}";

    /// <summary>What the owner of a role requires.</summary>
    public const string ExternalIdPattern = @"[\w+=,.@:/-]*";

    /// <summary>Characters of an external id, at least.</summary>
    public const int ExternalIdMinimumLength = 2;

    /// <summary>Characters of an external id, at most.</summary>
    public const int ExternalIdMaximumLength = 1224;

    /// <summary>The name of a session.</summary>
    public const string SessionNamePattern = @"[\w+=,.@-]*";

    /// <summary>Characters of a session's name, at least.</summary>
    public const int SessionNameMinimumLength = 2;

    /// <summary>Characters of a session's name, at most.</summary>
    public const int SessionNameMaximumLength = 64;
}
