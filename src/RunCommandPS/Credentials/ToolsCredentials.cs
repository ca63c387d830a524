using System.Reflection;
using RunCommandPS.Connection;

namespace RunCommandPS.Credentials;

/// <summary>
/// Credentials of another AWS SDK in this session, such as those that AWS.Tools keeps: it renews them, and is asked for the keys before
/// every call. They are recognized by the names of their members and not by their type, which comes from three versions of the SDK.
/// </summary>
internal sealed class ToolsCredentials : ICredentialSource
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object _credentials;
    private readonly MethodInfo _ask;

    private ToolsCredentials(object credentials, MethodInfo ask) => (_credentials, _ask) = (credentials, ask);

    /// <inheritdoc/>
    public string Gives => "AWS.Tools provides";

    /// <summary>The credentials that an object has, or is.</summary>
    /// <param name="value">AWSCredentials of an SDK, or the AWSPSCredentials of AWS.Tools, which has one inside.</param>
    /// <returns>Null for anything else.</returns>
    public static ToolsCredentials? Of(object value) =>
        Itself(value) ?? (value.GetType().GetProperty("Credentials", Own)?.GetValue(value) is { } inner ? Itself(inner) : null);

    /// <inheritdoc/>
    public async Task<SourceKeys> KeysAsync(CancellationToken cancellationToken)
    {
        // It may make calls, and on the calling thread.
        var keys = await Task.Run(AskAsync, cancellationToken).ConfigureAwait(false);
        return (Text(keys, "AccessKey"), Text(keys, "SecretKey")) is ({ } key, { } secret)
            ? new SourceKeys(key, new Secret(secret), Text(keys, "Token") is { } token ? new Secret(token) : null)
            : throw new InvalidDataException("They have no keys.");
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ToolsCredentials other && ReferenceEquals(_credentials, other._credentials);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_credentials);

    private async Task<object?> AskAsync()
    {
        var answer = _ask.Invoke(_credentials, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
        if (answer is not Task task)
        {
            return answer;
        }

        await task.ConfigureAwait(false);
        return task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
    }

    private static ToolsCredentials? Itself(object value) =>
        (Method(value, "GetCredentialsAsync") ?? Method(value, "GetCredentials")) is { } ask ? new ToolsCredentials(value, ask) : null;

    private static MethodInfo? Method(object value, string name) =>
        value.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public, Type.EmptyTypes);

    private static string? Text(object? keys, string name) =>
        keys?.GetType().GetProperty(name)?.GetValue(keys) is string { Length: > 0 } text ? text : null;
}
