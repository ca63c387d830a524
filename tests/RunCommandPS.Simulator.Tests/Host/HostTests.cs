using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using RunCommandPS.Simulator.Host;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.Host;

public sealed class HostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Options_are_read()
    {
        var arguments = HostArguments.Parse(
            [
                "--nodes", "60", "--port", "8080", "--region", "eu-west-1", "--platform", "windows", "--documents", "a", "--documents", "b",
                "--execution", "process", "--seed", "7", "--print", "PowerShell", "--time-scale", "0.5", "--fleet", "fleet.yaml",
                "--faults", "faults.json", "--state", "state", "--bucket", "x-1", "--bucket", "x-2",
            ]);

        Assert.Equal(
            (60, 8080, "eu-west-1", "Windows"),
            (arguments.Options.NodeCount, arguments.Options.Port, arguments.Options.Region, arguments.Options.Platform));
        Assert.Equal(["a", "b"], arguments.Options.DocumentPaths);
        Assert.Equal(
            (ExecutionMode.Process, 7, HostArguments.PowerShell, false),
            (arguments.Options.Execution, arguments.Options.Seed, arguments.Shell, arguments.ShowHelp));
        Assert.Equal(["x-1", "x-2"], arguments.Options.Buckets);
        Assert.Equal(
            (0.5, "fleet.yaml", "faults.json", "state"),
            (arguments.Options.TimeScale, arguments.FleetPath, arguments.FaultsPath, arguments.Options.StatePath));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0, "--fleet", "fleet.yaml")]
    [InlineData(5, "--nodes", "5", "--fleet", "fleet.yaml")]
    public void Nodes_are_made_up_where_none_are_described_or_as_many_as_is_said(int count, params string[] arguments) =>
        Assert.Equal(count, HostArguments.Parse(arguments).Options.NodeCount);

    [Theory]
    [InlineData("--nodes", "many")]
    [InlineData("--nodes", "-1")]
    [InlineData("--port", "65536")]
    [InlineData("--platform", "Plan9")]
    [InlineData("--execution", "2")]
    [InlineData("--print", "cmd")]
    [InlineData("--time-scale", "fast")]
    [InlineData("--time-scale", "0")]
    [InlineData("--time-scale", "-1")]
    [InlineData("--color", "red")]
    [InlineData("nodes", "3")]
    public void A_wrong_option_is_an_error_that_names_it(string option, string value) =>
        Assert.Contains(
            option, Assert.Throws<FormatException>(() => HostArguments.Parse([option, value])).Message, StringComparison.Ordinal);

    [Fact]
    public void An_option_without_its_value_is_an_error() =>
        Assert.Contains(
            "--nodes", Assert.Throws<FormatException>(() => HostArguments.Parse(["--nodes"])).Message, StringComparison.Ordinal);

    [Fact]
    public async Task It_prints_an_environment_that_works_and_stops_cleanly()
    {
        using var host = Start("--nodes", "2", "--region", "eu-west-1");
        var environment = await ReadEnvironmentAsync(host);

        Assert.Equal("eu-west-1", environment["AWS_REGION"]);
        Assert.Equal("eu-west-1", environment["AWS_DEFAULT_REGION"]);
        Assert.Equal(environment["AWS_ENDPOINT_URL_SSM"], environment["AWS_ENDPOINT_URL_S3"]);
        Assert.Equal(environment["AWS_ENDPOINT_URL_SSM"], environment["AWS_ENDPOINT_URL_STS"]);
        Assert.Equal(environment["AWS_ENDPOINT_URL_SSM"], environment["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"]);
        Assert.Equal(environment["AWS_ENDPOINT_URL_SSM"], environment["AWS_ENDPOINT_URL_EC2"]);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(environment, "ListDocuments")).Status);
        Assert.Matches(
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ListDocuments 200 - [0-9a-f-]{36} \d+\.\d$",
            await host.StandardError.ReadLineAsync(Cancellation));

        if (OperatingSystem.IsWindows())
        {
            host.Kill();
            return;
        }

        using var signal = Process.Start("kill", ["-TERM", host.Id.ToString(CultureInfo.InvariantCulture)]);
        await host.WaitForExitAsync(Cancellation);
        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task The_nodes_and_faults_of_files_are_there()
    {
        var folder = Directory.CreateTempSubdirectory("runcommand-").FullName;
        try
        {
            var (fleet, faults) = (Path.Combine(folder, "fleet.yaml"), Path.Combine(folder, "faults.json"));
            await File.WriteAllTextAsync(fleet, "- InstanceId: i-0123456789abcdef0\n", Cancellation);
            await File.WriteAllTextAsync(faults, """[{"Kind":"Throttle","Calls":[1]}]""", Cancellation);
            using var host = Start("--fleet", fleet, "--faults", faults);
            var environment = await ReadEnvironmentAsync(host);

            var (first, second) = (await CallAsync(environment, "DescribeInstanceInformation"),
                await CallAsync(environment, "DescribeInstanceInformation"));

            // The log is written a few milliseconds later, so it is read before the host is gone.
            var line = await host.StandardError.ReadLineAsync(Cancellation);
            host.Kill();

            Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (first.Status, second.Status));
            Assert.Contains("i-0123456789abcdef0", second.Body, StringComparison.Ordinal);
            Assert.Contains(" DescribeInstanceInformation 400 ThrottlingException ", line, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_host_that_is_killed_loses_no_command_it_has_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("runcommand-").FullName;
        try
        {
            string[] arguments = ["--nodes", "2", "--state", Path.Combine(folder, "state")];
            var sent = new List<string>();
            for (var round = 0; round < 2; round++)
            {
                using var host = Start(arguments);
                var environment = await ReadEnvironmentAsync(host);
                for (var i = 0; i < 3; i++)
                {
                    var (_, body) = await CallAsync(
                        environment, "SendCommand", """{"DocumentName":"AWS-RunShellScript","Targets":[{"Key":"tag:Role","Values":"""
                            + """["web"]}],"Parameters":{"commands":["uptime"]}}""");
                    using var reply = JsonDocument.Parse(body);
                    sent.Add(reply.RootElement.GetProperty("Command").GetProperty("CommandId").GetString()!);
                }

                host.Kill();
                await host.WaitForExitAsync(Cancellation);
            }

            using var last = Start(arguments);
            var (status, listed) = await CallAsync(await ReadEnvironmentAsync(last), "ListCommands");
            last.Kill();

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(6, sent.Distinct().Count());
            Assert.All(sent, id => Assert.Contains(id, listed, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_environment_can_be_printed_for_PowerShell()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());

        var lines = EnvironmentLines.Of(simulator, HostArguments.PowerShell).TrimEnd().Split('\n');

        Assert.Equal($"$env:AWS_ACCESS_KEY_ID = '{simulator.AccessKeyId}'", lines[0]);
        Assert.Equal($"$env:AWS_ENDPOINT_URL_SSM = 'http://127.0.0.1:{simulator.Endpoint.Port}'", lines[^1]);
    }

    [Theory]
    [InlineData(2, "--bogus", "--bogus")]
    [InlineData(1, "moon", "--region", "moon")]
    [InlineData(1, "nowhere", "--documents", "nowhere")]
    [InlineData(1, "nowhere.json", "--fleet", "nowhere.json")]
    [InlineData(1, "nowhere.json", "--faults", "nowhere.json")]
    public async Task What_can_not_be_done_is_told_on_standard_error(int exitCode, string named, params string[] arguments)
    {
        using var host = Start(arguments);
        await host.WaitForExitAsync(Cancellation);

        Assert.Equal(exitCode, host.ExitCode);
        Assert.Contains(named, await host.StandardError.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("", await host.StandardOutput.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        using var host = Start("--help");
        var help = await host.StandardOutput.ReadToEndAsync(Cancellation);
        await host.WaitForExitAsync(Cancellation);

        Assert.Equal(0, host.ExitCode);
        Assert.All(
            [
                "--nodes", "--platform", "--port", "--region", "--documents", "--execution", "--seed", "--print", "--fleet", "--faults",
                "--time-scale", "--state", "--bucket",
            ],
            option => Assert.Contains(option, help, StringComparison.Ordinal));
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RunCommandPS.Simulator.Host.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<Dictionary<string, string>> ReadEnvironmentAsync(Process host)
    {
        var environment = new Dictionary<string, string>();
        while (!environment.ContainsKey("AWS_ENDPOINT_URL_SSM"))
        {
            var line = (await host.StandardOutput.ReadLineAsync(Cancellation))!;
            Assert.StartsWith("export ", line, StringComparison.Ordinal);
            var parts = line["export ".Length..].Split('=', 2);
            environment.Add(parts[0], parts[1]);
        }

        return environment;
    }

    private static async Task<(HttpStatusCode Status, string Body)> CallAsync(
        Dictionary<string, string> environment, string operation, string body = "{}")
    {
        var endpoint = new Uri(environment["AWS_ENDPOINT_URL_SSM"]);
        var signer = new RequestSigner(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"], environment["AWS_REGION"]);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        foreach (var (name, value) in signer.Sign(endpoint.Authority, $"AmazonSSM.{operation}", Encoding.UTF8.GetBytes(body)))
        {
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
