namespace RunCommandPS.Simulator.Contract;

/// <summary>The name of the message in the body of an error response.</summary>
/// <remarks>
/// Source: the API's model and recordings. An error that the model lists has <c>Message</c>, except for a few; those of the front end,
/// which answers before the operation is known, have <c>message</c>. Clients generated from the model read exactly its name.
/// </remarks>
internal static class ErrorBody
{
    private const string Modeled = "Message";

    private const string FrontEnd = "message";

    /// <summary>Name of the member with the text.</summary>
    /// <param name="code">The error's code.</param>
    public static string MessageMember(string code) => code switch
    {
        ErrorCode.ValidationException
            or ErrorCode.ThrottlingException
            or ErrorCode.AccessDeniedException
            or ErrorCode.UnrecognizedClientException
            or ErrorCode.InvalidSignatureException
            or ErrorCode.ExpiredTokenException
            or ErrorCode.MissingAuthenticationTokenException
            or ErrorCode.UnknownOperationException
            or ErrorCode.SerializationException
            or OwnerErrorCode.ServiceUnavailable
            // Those that the model itself spells like this.
            or ErrorCode.InvalidInstanceInformationFilterValue
            or OwnerErrorCode.InvalidInstancePropertyFilterValue
            or OwnerErrorCode.ParameterAlreadyExists
            or OwnerErrorCode.ParameterNotFound
            or OwnerErrorCode.ParameterVersionNotFound
            or OwnerErrorCode.ParameterLimitExceeded
            or OwnerErrorCode.HierarchyLevelLimitExceeded
            or OwnerErrorCode.HierarchyTypeMismatch
            or OwnerErrorCode.InvalidAllowedPattern
            or OwnerErrorCode.ParameterPatternMismatch
            or OwnerErrorCode.UnsupportedParameterType
            or OwnerErrorCode.InvalidPolicyType
            or OwnerErrorCode.InvalidParameter
            or OwnerErrorCode.ResourceNotFound => FrontEnd,
        _ => Modeled,
    };
}
