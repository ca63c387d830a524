using System.Diagnostics;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>A pwsh that is killed in the middle of a rollout (SIGKILL), and another one that goes on with it.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const string Script = """
        param($Manifest, $Endpoint, $Region, $AccessKey, $SecretKey, $Nodes, $Verb)

        Import-Module $Manifest -ErrorAction Stop
        $place = @{ Region = $Region; EndpointUrl = $Endpoint; AccessKey = $AccessKey; SecretKey = $SecretKey; PollingInterval = 0.05 }
        $results = if ($Verb -eq 'Invoke') {
            Get-Content $Nodes | Invoke-RunCommand 'uptime' -Shell Sh -Name killed -MaxConcurrency 200 @place -ErrorAction SilentlyContinue
        }
        else {
            Resume-RunCommandRollout killed @place -ErrorAction SilentlyContinue
        }

        Get-RunCommandRollout killed -Detailed | ForEach-Object Nodes | ForEach-Object { "$($_.InstanceId) $($_.Verdict)" }
        """;

    private readonly PowerShellEngine _engine = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-killed-");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public Task A_rollout_goes_on_after_its_process_was_killed_and_killed_again() => KillAsync(600, 7, 12);

    // CONTRIBUTING has the command.
    [Fact(Explicit = true)]
    public async Task A_rollout_goes_on_after_its_process_was_killed_at_two_hundred_moments()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            await KillAsync(2_000, i % 3 == 0 ? [random.Next(1, 80), random.Next(1, 60)] : [random.Next(1, 80)]);
        }
    }

    // Kills each process at one of its calls, when the service has accepted it and the answer has not left.
    private async Task KillAsync(int nodes, params int[] calls)
    {
        _engine.Run("1").Succeeded();
        using var fleet = SimulatorProbe.StartApart(nodes, "eu-west-1");
        var home = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        await File.WriteAllLinesAsync(Path.Combine(home.FullName, "nodes"), fleet.NodeIds, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "script.ps1"), Script, TestContext.Current.CancellationToken);
        Process? victim = null;
        var left = int.MaxValue;
        fleet.WhenAnswering(_ =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                victim!.Kill();
            }
        });

        foreach (var (life, call) in calls.Index())
        {
            Volatile.Write(ref left, call);
            using var process = victim = Start(home, fleet, life == 0 ? "Invoke" : "Resume");
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Volatile.Write(ref left, int.MaxValue);
        using var last = Start(home, fleet, "Resume");
        var output = await last.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await last.WaitForExitAsync(TestContext.Current.CancellationToken);

        var verdicts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ')).Where(parts => parts is [['i', '-', ..], _])
            .ToDictionary(parts => parts[0], parts => parts[1]);
        var accepted = fleet.Calls("SendCommand").Where(sent => sent.HttpStatusCode == 200).SelectMany(sent => sent.InstanceIds).ToList();
        Assert.Equal(fleet.NodeIds.Order(), verdicts.Keys.Order());
        Assert.Equal(accepted.Count, accepted.Distinct().Count());

        // What was on its way when the process was killed may still arrive, so such a node is not
        // sent to before that is out of the question.
        Assert.All(verdicts, node => Assert.Equal(accepted.Contains(node.Key) ? "Succeeded" : "Unknown", node.Value));
    }

    private static Process Start(DirectoryInfo home, SimulatorProbe fleet, string verb)
    {
        string[] arguments =
        [
            BuiltModule.Pwsh, "-NoProfile", "-NonInteractive", "-File", Path.Combine(home.FullName, "script.ps1"), BuiltModule.Manifest,
            $"{fleet.Endpoint}", fleet.Region, fleet.AccessKeyId, fleet.SecretAccessKey, Path.Combine(home.FullName, "nodes"), verb,
        ];
        return Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            Environment = { ["RUNCOMMANDPS_HOME"] = home.FullName },
        })!;
    }
}
