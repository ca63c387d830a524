using RunCommandPS.Connection;
using RunCommandPS.Session;

namespace RunCommandPS.Transformation;

/// <summary>Where an object of this module, or the one that it is a copy of, came from.</summary>
internal static class ItemOrigin
{
    /// <summary>The origin of an object.</summary>
    /// <param name="item">An object that came down the pipeline.</param>
    /// <returns>Its origin; null for one that has none.</returns>
    public static ConnectionOrigin? Of(object? item) => MemberReader.Unwrap(item) switch
    {
        IConnectedObject live => live.Origin,
        null or string => null,
        var one when MemberReader.CanRead(item) || IsOwn(one) => OfCopy(item!),
        _ => null,
    };

    // A node as a simulator itself has it. By name, because its type would load the simulator's assembly.
    private static bool IsOwn(object item) => item.GetType().Namespace == "RunCommandPS.Simulator";

    // A copy, from a file or a job, has no secrets. Region and profile lead back to AWS, and the endpoint to a simulator of this session,
    // whose keys are known. One without an endpoint belongs to the simulator of its Region, as long as there is one.
    private static ConnectionOrigin? OfCopy(object copy)
    {
        if (Text(copy, nameof(Command.Region)) is not { } region)
        {
            return null;
        }

        var endpoint = Text(copy, nameof(Command.Endpoint)) is { } text ? EndpointAddress.Of(text) : null;
        var simulator = ModuleSession.Current.Simulators.Running.Select(running => running.Connection).LastOrDefault(
            connection => endpoint is null ? connection.Region == region : connection.EndpointUrl == endpoint);
        var profile = Text(copy, nameof(Command.ProfileName));
        var role = Text(copy, nameof(Command.RoleArn));
        return new ConnectionOrigin(
            region, endpoint ?? simulator?.EndpointUrl,
            (simulator ?? new ConnectionOptions { ProfileName = profile }) with { RoleArn = role })
        {
            Account = Text(copy, nameof(Command.Account)) ?? "",
        };
    }

    private static string? Text(object copy, string name) =>
        ScalarText.Of(MemberReader.Value(copy, name)) is { Length: > 0 } text ? text : null;
}
