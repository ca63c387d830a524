using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RunCommandPS.Bench.Report;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>What a warm send allocates. Unlike time, that is the same on a busy machine.</summary>
internal static class AllocationScenario
{
    public static IEnumerable<Row> Run(Effort effort)
    {
        var config = ManualConfig.CreateEmpty()
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddJob((effort == Effort.Quick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance));
        var summary = BenchmarkRunner.Run<SendBenchmarks>(config);
        var kibibytes = summary.Reports.ToDictionary(
            report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) / 1024d ?? 0);
        var (module, sdk, engine) = (kibibytes[nameof(SendBenchmarks.Module)], kibibytes[nameof(SendBenchmarks.Sdk)],
            kibibytes[nameof(SendBenchmarks.Engine)]);
        yield return new Row(
            "Send-RunCommand, allocated", $"{module:0.0} KiB", $"SDK call {sdk:0.0} KiB, empty cmdlet {engine:0.0} KiB", module / sdk);
    }
}
