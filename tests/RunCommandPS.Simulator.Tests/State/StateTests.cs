using RunCommandPS.Simulator.State;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.State;

public sealed class StateTests : IDisposable
{
    private static readonly string[] Open = ["Pending", "InProgress", "Delayed", "Cancelling"];

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("runcommand-").FullName;

    private string File => Path.Combine(_folder, "state");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Times_that_a_clock_that_is_off_wrote_down_stay_as_they_are()
    {
        var skew = TimeSpan.FromMinutes(4);
        Command before;
        using (var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, StatePath = File }))
        {
            simulator.InjectFault(new SimulatedFault(FaultKind.ClockSkew) { Time = skew });
            using var client = new SimulatorClient(simulator);
            var sent = await client.CallAsync(
                "SendCommand", new { DocumentName = "AWS-UpdateSSMAgent", InstanceIds = new[] { simulator.Nodes[0].InstanceId } });
            Assert.Equal("", sent.ErrorCode);
            before = Assert.Single(simulator.Commands);
        }

        using var again = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1, StatePath = File });

        var after = Assert.Single(again.Commands);
        Assert.Equal((before.RequestedDateTime, before.ExpiresAfter), (after.RequestedDateTime, after.ExpiresAfter));
        Assert.InRange(after.RequestedDateTime!.Value, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + skew);
    }

    [Fact]
    public void Killed_after_any_byte_no_acknowledged_command_is_lost()
    {
        using var life = new RecordedLife().Live();
        var text = life.Text;
        var entries = -1;
        var known = new Dictionary<string, DateTimeOffset?>();
        for (var length = 0; length <= text.Length; length++)
        {
            // The same entries start the same service.
            if (RecordedLife.Read(text[..length]).Count is var count && count != entries)
            {
                entries = count;
                var (service, _, _) = life.StartAgain(text.AsSpan(0, length));
                using (service)
                {
                    known = RecordedLife.Commands(service).ToDictionary(command => command.CommandId, command => command.RequestedDateTime);
                }
            }

            Assert.All(life.Acknowledged.Where(one => one.Length <= length), one =>
                Assert.Equal(one.Command.RequestedDateTime, known[one.Command.CommandId]));
        }
    }

    [Fact]
    public void Killed_after_any_entry_everything_comes_to_the_end_it_would_have_come_to()
    {
        using var life = new RecordedLife().Live();
        var text = life.Text;
        life.Step(36_000);
        var expected = Ends(life.Service);

        foreach (var length in LineEnds(text).Where(length => length >= life.Acknowledged[^1].Length))
        {
            var (service, _, clock) = life.StartAgain(text.AsSpan(0, length));
            using (service)
            {
                clock.Advance(TimeSpan.FromHours(10));
                service.CatchUp();

                Assert.Equal(expected, Ends(service));
                Assert.Equal(life.Service.RunsPerNode.OrderBy(node => node.Key), service.RunsPerNode.OrderBy(node => node.Key));
            }
        }
    }

    [Fact]
    public void Killed_after_any_entry_no_script_that_really_ran_is_run_twice()
    {
        using var life = new RecordedLife(runsForReal: true).Live();
        var text = life.Text;
        foreach (var length in LineEnds(text))
        {
            var (service, executor, clock) = life.StartAgain(text.AsSpan(0, length));
            using (service)
            {
                clock.Advance(TimeSpan.FromHours(10));
                service.CatchUp();

                var before = life.Executor.Starts.Where(start => start.Length <= length).Select(start => start.Run);
                Assert.Empty(before.Intersect(executor.Starts.Select(start => start.Run)));
                Assert.Equal(executor.Starts.Count, executor.Starts.Distinct().Count());
                Assert.DoesNotContain(RecordedLife.Invocations(service), invocation => Open.Contains(invocation.Status));
            }
        }
    }

    [Fact]
    public void What_has_ended_keeps_its_result()
    {
        using var life = new RecordedLife().Live();
        var (service, _, _) = life.StartAgain(life.Text);
        using (service)
        {
            var before = RecordedLife.Invocations(life.Service).Where(invocation => !Open.Contains(invocation.Status))
                .Select(Result).ToList();
            var after = RecordedLife.Invocations(service).Select(Result).ToList();

            Assert.Contains(before, result => result.Contains("done", StringComparison.Ordinal));
            Assert.All(before, result => Assert.Contains(result, after));
            Assert.Equal(RecordedLife.Commands(life.Service).Select(Counters), RecordedLife.Commands(service).Select(Counters));
        }
    }

    [Fact]
    public void New_commands_have_new_ids()
    {
        using var life = new RecordedLife().Live();
        var (service, _, _) = life.StartAgain(life.Text);
        using (service)
        {
            var sent = service.Send(RecordedRequestOf(life));

            Assert.DoesNotContain(sent.CommandId, life.Acknowledged.Select(one => one.Command.CommandId));
            Assert.Equal(sent.CommandId, RecordedLife.Commands(service)[0].CommandId);
        }
    }

    [Fact]
    public void A_state_of_another_fleet_is_an_error()
    {
        using var life = new RecordedLife().Live();

        Assert.Contains(
            "another fleet",
            Assert.ThrowsAny<ArgumentException>(() => life.StartAgain(life.Text, nodes: 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_line_before_others_is_an_error_that_names_it()
    {
        using var life = new RecordedLife().Live();
        var text = life.Text;
        text[Journal.Header.Length + 100] ^= 1;

        Assert.Contains("Line 2 ", Assert.ThrowsAny<ArgumentException>(() => RecordedLife.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_refused_and_left_as_it_is()
    {
        System.IO.File.WriteAllText(File, "My diary\n");

        Assert.Contains(File, Assert.ThrowsAny<ArgumentException>(() => Journal.Open(File, () => Now)).Message, StringComparison.Ordinal);
        Assert.Equal("My diary\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_file_is_freed_of_its_torn_line_and_of_what_is_superfluous_when_it_is_opened()
    {
        using var life = new RecordedLife().Live();
        life.Step(36_000);
        System.IO.File.WriteAllBytes(File, [.. life.Text, .. "0123456789ABCDEF {\"Comm"u8]);

        using (var first = Journal.Open(File, () => Now))
        {
            first.Append(new JournalEntry("one", DateTimeOffset.UnixEpoch) { Status = "Success" });
            first.Flush();
        }

        Assert.True(new FileInfo(File).Length < life.Text.Length);
        using var second = Journal.Open(File, () => Now);
        Assert.Equal("one", second.Past.Last().CommandId);
        Assert.DoesNotContain(second.Past, entry => entry.Cancelled is not null);
        var (service, _, _) = life.StartAgain(System.IO.File.ReadAllBytes(File).AsSpan()[..^LastLine(File)]);
        using (service)
        {
            Assert.Equal(Ends(life.Service), Ends(service));
        }
    }

    [Fact]
    public void A_simulator_goes_on_with_its_file()
    {
        var options = new SimulatorOptions { NodeCount = 2, StatePath = File };
        using (RunCommandSimulator.Start(options))
        {
            Assert.Throws<IOException>(() => RunCommandSimulator.Start(options));
        }

        using var again = RunCommandSimulator.Start(options);
        Assert.True(again.IsRunning);
    }

    [Fact]
    public async Task Documents_that_clients_made_are_there_again_and_those_they_deleted_are_not()
    {
        var options = new SimulatorOptions { NodeCount = 1, StatePath = File };
        using (var first = RunCommandSimulator.Start(options))
        {
            await CreateAsync(first, "Say-Hello");
            await CreateAsync(first, "Say-Goodbye");
            using var client = new SimulatorClient(first);
            await client.CallAsync("DeleteDocument", """{"Name":"Say-Goodbye"}""");
        }

        // The second life reads what the first has written, the third what the second has made of it.
        for (var life = 2; life <= 3; life++)
        {
            using var again = RunCommandSimulator.Start(options);
            using var client = new SimulatorClient(again);

            var found = await client.CallAsync("DescribeDocument", """{"Name":"Say-Hello","VersionName":"first"}""");
            Assert.Equal("Says it", found.Body.GetProperty("Document").GetProperty("DisplayName").GetString());
            Assert.Equal("web", (await client.CallAsync(
                "ListTagsForResource", """{"ResourceType":"Document","ResourceId":"Say-Hello"}""")).Body.GetProperty("TagList")[0]
                .GetProperty("Value").GetString());
            Assert.Equal("", (await client.CallAsync(
                "SendCommand", new { DocumentName = "Say-Hello", InstanceIds = new[] { again.Nodes[0].InstanceId } })).ErrorCode);
            Assert.Equal("InvalidDocument", (await client.CallAsync("GetDocument", """{"Name":"Say-Goodbye"}""")).ErrorCode);
            Assert.Equal(life - 1, again.Commands.Count);
        }
    }

    [Fact]
    public async Task A_command_goes_on_after_its_document_was_deleted()
    {
        var options = new SimulatorOptions { NodeCount = 1, StatePath = File, IsTimeStepped = true };
        using (var first = RunCommandSimulator.Start(options))
        {
            await CreateAsync(first, "Say-Hello");
            using var client = new SimulatorClient(first);
            await client.CallAsync("SendCommand", new { DocumentName = "Say-Hello", InstanceIds = new[] { first.Nodes[0].InstanceId } });
            await client.CallAsync("DeleteDocument", """{"Name":"Say-Hello"}""");
        }

        using var again = RunCommandSimulator.Start(options);
        again.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("Say-Hello", "Success"), (again.Commands[0].DocumentName, again.Commands[0].Status));
    }

    [Fact]
    public async Task A_document_of_the_simulators_own_files_goes_before_one_that_was_kept()
    {
        var options = new SimulatorOptions { StatePath = File };
        using (var first = RunCommandSimulator.Start(options))
        {
            await CreateAsync(first, "Say-Hello");
        }

        var path = Path.Combine(_folder, "Say-Hello.json");
        await System.IO.File.WriteAllTextAsync(path, Greeting("file"), TestContext.Current.CancellationToken);
        using var again = RunCommandSimulator.Start(options with { DocumentPaths = [path] });
        using var client = new SimulatorClient(again);
        Assert.Equal(
            Greeting("file"), (await client.CallAsync("GetDocument", """{"Name":"Say-Hello"}""")).Body.GetProperty("Content").GetString());
    }

    [Fact]
    public void What_is_not_told_of_any_more_leaves_the_file_but_for_its_ids()
    {
        using var life = new RecordedLife().Live();
        life.Step(36_000);
        System.IO.File.WriteAllBytes(File, life.Text);
        var (quick, failed) = (life.Acknowledged[0].Command, life.Acknowledged[1].Command);

        Journal.Open(File, () => quick.RequestedDateTime!.Value.AddDays(30)).Dispose();
        Assert.DoesNotContain(RecordedLife.Read(System.IO.File.ReadAllBytes(File)), entry => entry.IsForgotten == true);
        Journal.Open(File, () => failed.RequestedDateTime!.Value.AddDays(30)).Dispose();
        Assert.Null(Assert.Single(RecordedLife.Read(System.IO.File.ReadAllBytes(File)), entry => entry.CommandId == quick.CommandId).Sent);
        using (var last = Journal.Open(File, () => Now.AddDays(31)))
        {
            Assert.All(last.Past, entry => Assert.True(entry.IsForgotten));
            Assert.Equal(life.Acknowledged.Select(one => one.Command.CommandId), last.Past.Select(entry => entry.CommandId));
        }

        var (service, _, _) = life.StartAgain(System.IO.File.ReadAllBytes(File));
        using (service)
        {
            Assert.Empty(RecordedLife.Commands(service));
            Assert.DoesNotContain(service.Send(NewRequest).CommandId, life.Acknowledged.Select(one => one.Command.CommandId));
        }
    }

    [Fact]
    public async Task More_documents_than_an_account_can_have_are_an_error_that_leaves_the_file_free()
    {
        var options = new SimulatorOptions { StatePath = File };
        using (var first = RunCommandSimulator.Start(options))
        {
            await CreateAsync(first, "Say-Hello");
        }

        var files = Directory.CreateDirectory(Path.Combine(_folder, "documents")).FullName;
        for (var number = 0; number < ServiceLimits.DocumentsMaximum; number++)
        {
            await System.IO.File.WriteAllTextAsync(
                Path.Combine(files, $"Document-{number}.json"), Greeting("file"), TestContext.Current.CancellationToken);
        }

        var error = Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(options with { DocumentPaths = [files] }));

        Assert.Contains("'Say-Hello'", error.Message, StringComparison.Ordinal);
        Assert.Contains("500", error.Message, StringComparison.Ordinal);
        using var again = RunCommandSimulator.Start(options);
        Assert.True(again.IsRunning);
    }

    private static SendCommandRequest NewRequest => new()
    {
        DocumentName = "Two-Steps",
        Targets = [new Target { Key = "tag:Role", Values = ["none"] }],
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["word"] = ["more"] },
    };

    private static string Greeting(string who) => $$$"""{"schemaVersion":"2.2","mainSteps":["""
        + $$$"""{"action":"aws:runShellScript","name":"greet","inputs":{"runCommand":["echo {{{who}}}"]}}]}""";

    private static async Task CreateAsync(RunCommandSimulator simulator, string name)
    {
        using var client = new SimulatorClient(simulator);
        var reply = await client.CallAsync(
            "CreateDocument",
            new
            {
                Name = name,
                Content = Greeting("world"),
                DocumentType = "Command",
                DisplayName = "Says it",
                VersionName = "first",
                Tags = new[] { new { Key = "Team", Value = "web" } },
            });
        Assert.Equal("", reply.ErrorCode);
    }

    private static SendCommandRequest RecordedRequestOf(RecordedLife life) => new()
    {
        DocumentName = "Two-Steps",
        InstanceIds = [RecordedLife.Invocations(life.Service)[0].InstanceId],
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["word"] = ["more"] },
    };

    private static IEnumerable<int> LineEnds(byte[] text) => Enumerable.Range(1, text.Length).Where(length => text[length - 1] == '\n');

    private static int LastLine(string file)
    {
        var text = System.IO.File.ReadAllBytes(file);
        return text.Length - LineEnds(text).SkipLast(1).Last();
    }

    private static string Result(CommandInvocation invocation) =>
        $"{invocation.CommandId} {invocation.InstanceId} {invocation.StatusDetails} "
            + string.Join(';', invocation.Steps.Select(Result));

    private static string Result(CommandStep step) =>
        $"{step.Name} {step.StatusDetails} {step.ResponseCode} {step.Output} {step.ResponseFinishDateTime:O}";

    private static string Counters(Command command) => $"{command.CommandId} {command.TargetCount} {command.CompletedCount} "
        + $"{command.ErrorCount} {command.DeliveryTimedOutCount} {command.StatusDetails}";

    private static IReadOnlyList<string> Ends(Simulator.Service.CommandService service) =>
        [.. RecordedLife.Commands(service).Select(Counters), .. RecordedLife.Invocations(service)
            .Select(invocation => $"{invocation.InstanceId} {invocation.StatusDetails}")];
}
