namespace RunCommandPS.Bench.Endpoints;

/// <summary>
/// What an endpoint writes line by line. Unread it would fill its pipe and hold the endpoint up; shown it would bury the results.
/// </summary>
internal static class Output
{
    public static void Drain(StreamReader output) => _ = output.BaseStream.CopyToAsync(Stream.Null);
}
