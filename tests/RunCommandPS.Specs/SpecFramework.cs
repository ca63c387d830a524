using System.Collections.Concurrent;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;

namespace RunCommandPS.Specs;

/// <summary>A test framework whose tests are the Its of Pester specs. As many files run side by side as there are processors.</summary>
internal sealed class SpecFramework(SpecOptions options) : ITestFramework, IDataProducer
{
    public string Uid => nameof(SpecFramework);

    public string Version => "1.0.0";

    public string DisplayName => "Pester";

    public string Description => "Runs Pester specs in pwsh.";

    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        var files = new ConcurrentQueue<string>(options.Files);
        var only = (context.Request as TestExecutionRequest)?.Filter is TestNodeUidListFilter filter
            ? filter.TestNodeUids.Select(uid => uid.Value).ToHashSet()
            : null;
        var isDiscovery = context.Request is DiscoverTestExecutionRequest;
        var workers = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, files.Count)).Select(_ => WorkAsync());
        await Task.WhenAll(workers);
        context.Complete();

        async Task WorkAsync()
        {
            using var process = SpecProcess.Start(options, isDiscovery);
            while (files.TryDequeue(out var file))
            {
                await foreach (var result in process.RunAsync(file, context.CancellationToken))
                {
                    var node = isDiscovery ? result.Discovered() : result.Ended();
                    if (only?.Contains(node.Uid.Value) != false)
                    {
                        await context.MessageBus.PublishAsync(this, new TestNodeUpdateMessage(context.Request.Session.SessionUid, node));
                    }
                }
            }
        }
    }
}
