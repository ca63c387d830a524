using System.Globalization;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Parameters;

/// <summary>A request of PutParameter to create or change a parameter.</summary>
/// <remarks>
/// Source: the API reference and user guide for the rules; the texts of errors are those that programs ran into, except for those marked.
/// </remarks>
internal sealed record NewParameter(string Name, string Value)
{
    private const string Characters =
        "If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, "
            + "numbers and the following 3 symbols .-_";

    public string? Type { get; init; }

    public string? Tier { get; init; }

    public string? KeyId { get; init; }

    public string? AllowedPattern { get; init; }

    public string? Policies { get; init; }

    public string? DataType { get; init; }

    public bool Overwrite { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Checks everything that can be checked without the existing parameters.</summary>
    /// <exception cref="ServiceException">The first thing that is wrong.</exception>
    public void Check()
    {
        CheckName();
        CheckKind();
        if (Value.Contains("{{", StringComparison.Ordinal) && Value.Contains("}}", StringComparison.Ordinal))
        {
            throw Invalid("Parameter value: can't nest another parameter. Do not use \"{{}}\" in the value.");
        }

        CheckPattern();
        if (Overwrite && Tags.Count > 0)
        {
            throw Invalid("Invalid request: tags and overwrite can't be used together.");
        }

        if (Tags.Count > ServiceLimits.TagsPerResourceMaximum)
        {
            throw Invalid(string.Create(
                CultureInfo.InvariantCulture, $"A resource has {ServiceLimits.TagsPerResourceMaximum} tags at most."));
        }
    }

    /// <summary>The version that follows the existing ones.</summary>
    /// <exception cref="ServiceException">ValidationException, ParameterAlreadyExists or HierarchyTypeMismatchException.</exception>
    public StoredParameter After(StoredParameter? latest, DateTimeOffset now)
    {
        if (latest is not null && !Overwrite)
        {
            throw new ServiceException(
                OwnerErrorCode.ParameterAlreadyExists,
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        }

        var type = Type ?? latest?.Type ?? throw Invalid("A parameter type is required when you create a parameter.");
        if (latest is not null && latest.Type != type)
        {
            throw new ServiceException(
                OwnerErrorCode.HierarchyTypeMismatch, $"The parameter is of type {latest.Type}, which can't be changed.");
        }

        var tier = TierAfter(latest);
        var maximum = tier == StoredParameter.AdvancedTier
            ? ServiceLimits.AdvancedParameterValueMaximumLength
            : ServiceLimits.ParameterValueMaximumLength;
        return Value.Length <= maximum
            ? new StoredParameter(latest?.Name ?? Name, type, Value, (latest?.Version ?? 0) + 1, tier, now)
            : throw Invalid(string.Create(
                CultureInfo.InvariantCulture, $"{tier} tier parameters support a maximum parameter value of {maximum} characters."));
    }

    private static ServiceException Invalid(string message) => new(ErrorCode.ValidationException, message);

    // CHOICE: if the request leaves the tier open, it stays as it was, or is the lowest that is sufficient.
    private string TierAfter(StoredParameter? latest) => Tier switch
    {
        null => latest?.Tier ?? StoredParameter.StandardTier,
        StoredParameter.AutomaticTier => latest?.Tier == StoredParameter.AdvancedTier
            || Value.Length > ServiceLimits.ParameterValueMaximumLength
                ? StoredParameter.AdvancedTier
                : StoredParameter.StandardTier,
        _ when Tier == StoredParameter.StandardTier && latest?.Tier == StoredParameter.AdvancedTier =>
            throw Invalid("A parameter of the Advanced tier can't go back to Standard."),
        _ => Tier,
    };

    private void CheckName()
    {
        var isPath = Name.Contains('/', StringComparison.Ordinal);
        var first = Name.TrimStart('/');
        if (isPath && Name[0] != '/')
        {
            throw Invalid("Parameter name must be a fully qualified name.");
        }

        if (first.StartsWith("aws", StringComparison.OrdinalIgnoreCase))
        {
            throw isPath
                ? new ServiceException(ErrorCode.AccessDeniedException, $"No access to reserved parameter name: {Name}.")
                : Invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }

        if (first.StartsWith("ssm", StringComparison.OrdinalIgnoreCase) || !SpecPattern.IsMatch(Name, ServiceLimits.ParameterNamePattern))
        {
            throw Invalid($"Parameter name: can't be prefixed with \"ssm\" (case-insensitive). {Characters}");
        }

        if (Name.Length > ServiceLimits.ParameterNameMaximumLength)
        {
            throw Invalid(string.Create(
                CultureInfo.InvariantCulture, $"A parameter's name has {ServiceLimits.ParameterNameMaximumLength} characters at most."));
        }

        if (Name.Count(static character => character == '/') > ServiceLimits.ParameterLevelsMaximum)
        {
            throw new ServiceException(
                OwnerErrorCode.HierarchyLevelLimitExceeded,
                string.Create(CultureInfo.InvariantCulture, $"A name has {ServiceLimits.ParameterLevelsMaximum} levels at most."));
        }
    }

    // CHOICE, all of these: what is not modeled is refused rather than left without effect.
    private void CheckKind()
    {
        if (Type == StoredParameter.SecureType)
        {
            throw new ServiceException(
                OwnerErrorCode.UnsupportedParameterType,
                "SecureString is not simulated: there are no keys here to encrypt it with. Use String or StringList, and no real secret.");
        }

        if (KeyId is not null)
        {
            throw Invalid("KeyId is required for SecureString type parameter only.");
        }

        if (Policies is not null)
        {
            throw new ServiceException(OwnerErrorCode.InvalidPolicyType, "Policies of parameters are not simulated.");
        }

        if (DataType is not (null or StoredParameter.TextData))
        {
            throw Invalid($"The following data type is not supported: {DataType} (simulated is {StoredParameter.TextData}).");
        }
    }

    private void CheckPattern()
    {
        if (AllowedPattern is not { Length: > 0 } text)
        {
            return;
        }

        AllowedPattern pattern;
        try
        {
            pattern = new AllowedPattern(text);
        }
        catch (ArgumentException error)
        {
            throw new ServiceException(OwnerErrorCode.InvalidAllowedPattern, error.Message);
        }

        if (!pattern.IsMatch(Value))
        {
            throw new ServiceException(
                OwnerErrorCode.ParameterPatternMismatch, $"Parameter value, cannot be validated against allowedPattern: {text}");
        }
    }
}
