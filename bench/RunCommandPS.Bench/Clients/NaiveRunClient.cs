using System.Collections.Concurrent;
using System.Diagnostics;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Bench.Clients;

/// <summary>
/// The loop that people write around Send-SSMCommand: GetCommandInvocation of every node that is open, over and over, until it has ended.
/// It is spared the pauses, and its calls are made by four at a time.
/// </summary>
internal static class NaiveRunClient
{
    private const int NodesPerCommand = 50;
    private const int CallsAtATime = 4;

    /// <param name="instanceIds">The nodes.</param>
    /// <returns>The time and the results, named as <see cref="RunClient"/>'s.</returns>
    public static async Task<IReadOnlyDictionary<string, double[]>> RunAsync(IReadOnlyList<string> instanceIds)
    {
        using var client = new AmazonSimpleSystemsManagementClient();
        var clock = Stopwatch.StartNew();
        var open = new List<(string CommandId, string InstanceId)>();
        foreach (var ids in instanceIds.Chunk(NodesPerCommand))
        {
            using var sender = new SdkSender(ids);
            var command = sender.Send();
            open.AddRange(ids.Select(id => (command.CommandId, id)));
        }

        var results = 0;
        while (open.Count > 0)
        {
            var left = new ConcurrentBag<(string CommandId, string InstanceId)>();
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = CallsAtATime }, async (node, cancel) =>
            {
                var answer = await client.GetCommandInvocationAsync(
                    new GetCommandInvocationRequest { CommandId = node.CommandId, InstanceId = node.InstanceId }, cancel);
                if (answer.Status == CommandInvocationStatus.Pending || answer.Status == CommandInvocationStatus.InProgress)
                {
                    left.Add(node);
                }
                else
                {
                    Interlocked.Increment(ref results);
                }
            });
            open = [.. left];
        }

        return new Dictionary<string, double[]>
        {
            [RunClient.Milliseconds] = [clock.Elapsed.TotalMilliseconds],
            [RunClient.Results] = [results],
        };
    }
}
