using System.Management.Automation;
using RunCommandPS.Connection;
using RunCommandPS.Session;

namespace RunCommandPS.Transformation;

/// <summary>Where an object of this module came from, or the one that it is a copy of.</summary>
internal static class ItemOrigin
{
    private const string CopyPrefix = "Deserialized.RunCommandPS.";

    /// <summary>The origin of an object.</summary>
    /// <param name="item">An object that came down the pipeline.</param>
    /// <returns>Its origin; null for one that has none.</returns>
    public static ConnectionOrigin? Of(object? item) => MemberReader.Unwrap(item) is IConnectedObject live ? live.Origin
        : item is PSObject copy && copy.TypeNames.Any(name => name.StartsWith(CopyPrefix, StringComparison.Ordinal)) ? OfCopy(copy)
        : null;

    // A copy, from Import-Clixml or a job, has no secrets. Region and profile lead back to AWS, and the endpoint to a simulator of this
    // session, whose keys are known.
    private static ConnectionOrigin? OfCopy(PSObject copy)
    {
        if (Text(copy, nameof(Command.Region)) is not { } region)
        {
            return null;
        }

        var endpoint = Uri.TryCreate(Text(copy, nameof(Command.Endpoint)), UriKind.Absolute, out var address) ? address : null;
        var simulator = ModuleSession.Current.Simulators.Running.Select(running => running.Connection)
            .FirstOrDefault(connection => endpoint is not null && connection.EndpointUrl == endpoint);
        var profile = Text(copy, nameof(Command.ProfileName));
        var role = Text(copy, nameof(Command.RoleArn));
        return new ConnectionOrigin(
            region, endpoint, (simulator ?? new ConnectionOptions { ProfileName = profile }) with { RoleArn = role })
        {
            Account = Text(copy, nameof(Command.Account)) ?? "",
        };
    }

    private static string? Text(PSObject copy, string name) =>
        copy.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
