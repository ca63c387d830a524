using RunCommandPS.Simulator.Host;

namespace RunCommandPS.Simulator.Tests.Host;

public sealed class DescriptionFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runcommand-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("fleet.json", """[{"Name":"web-1","tags":{"Role":"web"},"State":"stopped","IsRegistered":false},"""
        + """{"InstanceId":"i-0123456789abcdef0","ResourceGroups":["blue"]}]""")]
    [InlineData("fleet.yaml", "- Name: web-1\n  tags: { Role: web }\n  State: stopped\n  IsRegistered: false\n"
        + "- InstanceId: i-0123456789abcdef0\n  ResourceGroups: [blue]\n")]
    public void A_fleet_is_read_from_JSON_and_from_YAML(string name, string text)
    {
        var nodes = DescriptionFile.Nodes(Write(name, text), new SimulatorOptions());

        Assert.Equal(2, nodes.Count);
        Assert.Equal(
            ("web-1", NodeState.Stopped, false, "web"), (nodes[0].Name, nodes[0].State, nodes[0].IsRegistered, nodes[0].Tags["Role"]));
        Assert.Equal(("i-0123456789abcdef0", NodeState.Running, true), (nodes[1].InstanceId, nodes[1].State, nodes[1].IsRegistered));
        Assert.Equal(["blue"], nodes[1].ResourceGroups);
    }

    [Fact]
    public void Faults_are_read()
    {
        var faults = DescriptionFile.Faults(Write(
            "faults.yml",
            "- Kind: Throttle\n  Operation: SendCommand\n  Calls: [2, 3]\n- Kind: reset\n  Probability: 0.1\n  AfterAcceptance: true\n"));

        Assert.Equal((FaultKind.Throttle, "SendCommand"), (faults[0].Kind, faults[0].Operation));
        Assert.Equal([2, 3], faults[0].Calls);
        Assert.Equal((FaultKind.Reset, 0.1, true), (faults[1].Kind, faults[1].Probability, faults[1].AfterAcceptance));
    }

    [Theory]
    [InlineData("faults.yaml", "- Kind: Latency\n  Operation: GetObject\n  Time: 00:00:01.5\n  MaximumTime: 00:00:02\n- Kind: Throttle\n"
        + "  Rate: 2.5\n  Burst: 4\n- Kind: ClockSkew\n  Time: -00:10:00\n")]
    [InlineData("faults.json", """[{"Kind":"Latency","Operation":"GetObject","Time":"00:00:01.5","MaximumTime":"00:00:02"},"""
        + """{"Kind":"Throttle","Rate":2.5,"Burst":4},{"kind":"clockSkew","time":"-00:10:00"}]""")]
    public void Times_and_rates_of_faults_are_read_and_taken(string name, string text)
    {
        var faults = DescriptionFile.Faults(Write(name, text));

        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2)), (faults[0].Time, faults[0].MaximumTime));
        Assert.Equal((2.5, 4), (faults[1].Rate, faults[1].Burst));
        Assert.Equal(TimeSpan.FromMinutes(-10), faults[2].Time);
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { Faults = faults });
        Assert.Equal(3, simulator.Faults.Count);
    }

    [Fact]
    public void Every_kind_of_fault_can_be_named() => Assert.Equal(
        Enum.GetValues<FaultKind>(),
        DescriptionFile.Faults(Write("faults.yaml", string.Concat(Enum.GetNames<FaultKind>().Select(name => $"- Kind: {name}\n"))))
            .Select(fault => fault.Kind));

    [Fact]
    public void Without_a_file_there_is_nothing()
    {
        Assert.Empty(DescriptionFile.Nodes(null, new SimulatorOptions()));
        Assert.Empty(DescriptionFile.Faults(null));
    }

    [Theory]
    [InlineData("""[{},{"Color":"red"}]""", "number 2", "'Color'", "PlatformType")]
    [InlineData("""[{"State":"Asleep"}]""", "number 1", "State", "ShuttingDown")]
    [InlineData("""[{"State":3}]""", "number 1", "State", "ShuttingDown")]
    [InlineData("""[{"Tags":{"Release":12}}]""", "Tags.Release", "quotes", "string")]
    [InlineData("""[{"Tags":["web"]}]""", "Tags", "an object with strings", "quotes")]
    [InlineData("""[{"ResourceGroups":"blue"}]""", "ResourceGroups", "a list of strings", "must be")]
    [InlineData("""[{"IsRegistered":"no"}]""", "IsRegistered", "true or false", "must be")]
    [InlineData("""[{"Tags":null}]""", "Tags", "number 1", "must be")]
    [InlineData("""[{"InstanceId":"web-1"}]""", "Number 1", "'web-1'", "id of a managed node")]
    [InlineData("""[{"PlatformType":"Plan9"}]""", "Number 1", "'Plan9'", "Linux")]
    [InlineData("""[null]""", "Number 1", "empty", "nodes")]
    [InlineData("""["web-1"]""", "number 1", "nodes", "object")]
    [InlineData("""{"Name":"web-1"}""", "list", "of", "nodes")]
    [InlineData("""[{"Name":}]""", "LineNumber", "}", "can't be used")]
    [InlineData("", "JSON", "can't", "used")]
    public void A_mistake_is_told_by_file_place_and_member(string text, params string[] named)
    {
        var path = Write("fleet.json", text);

        var message = Assert.Throws<ArgumentException>(() => DescriptionFile.Nodes(path, new SimulatorOptions())).Message;

        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.All(named, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- Operation: SendCommand\n", "Kind")]
    [InlineData("- Kind: Meteor\n", "Throttle")]
    [InlineData("- Kind: Reset\n  Calls: [first]\n", "Calls")]
    [InlineData("- Kind: Reset\n  Probability: likely\n", "a number")]
    [InlineData("- Kind: [\n", "faults.yaml")]
    public void So_is_one_in_faults(string text, string named) =>
        Assert.Contains(
            named,
            Assert.Throws<ArgumentException>(() => DescriptionFile.Faults(Write("faults.yaml", text))).Message,
            StringComparison.Ordinal);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
