namespace RunCommandPS.Simulator.Tests.Fleet;

public sealed class FleetTests
{
    [Fact]
    public void Ids_come_from_the_seed_and_are_well_formed()
    {
        var one = Ids(new() { NodeCount = 100, Seed = 1 });

        Assert.All(one, id => Assert.Matches("^i-[0-9a-f]{17}$", id));
        Assert.Equal(100, one.Distinct().Count());
        Assert.Equal(one, Ids(new() { NodeCount = 100, Seed = 1 }));
        Assert.NotEqual(one, Ids(new() { NodeCount = 100, Seed = 2 }));
    }

    [Fact]
    public void Giving_one_node_an_id_leaves_the_others_theirs()
    {
        var free = Ids(new() { Nodes = [new(), new(), new()] });
        var given = Ids(new() { Nodes = [new(), new() { InstanceId = "i-12345678" }, new()] });

        Assert.Equal([free[0], "i-12345678", free[2]], given);
    }

    [Fact]
    public void Described_nodes_come_before_made_up_ones_and_keep_what_they_were_given()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            Nodes =
            [
                new()
                {
                    Name = "db",
                    PlatformType = "macos",
                    PlatformName = "macOS Test",
                    Tags = new Dictionary<string, string> { ["a"] = "b" },
                },
            ],
            NodeCount = 2,
            Platform = "Windows",
        });

        Assert.Equal(["db", "node-0002", "node-0003"], simulator.Nodes.Select(node => node.Name));
        Assert.Equal(["MacOS", "Windows", "Windows"], simulator.Nodes.Select(node => node.PlatformType));
        Assert.Equal(("macOS Test", "b"), (simulator.Nodes[0].PlatformName, simulator.Nodes[0].Tags["a"]));
        Assert.Equal(3, simulator.Nodes.Select(node => node.IPAddress).Distinct().Count());
    }

    [Theory]
    [InlineData("i-12", null, null, "i-12")]
    [InlineData(null, "Plan9", null, "Plan9")]
    [InlineData(null, null, "Fine", "Fine")]
    public void A_description_that_can_not_be_is_an_error_that_names_the_value(string? id, string? platform, string? ping, string named)
    {
        var node = new NodeDescription { InstanceId = id, PlatformType = platform };
        node = ping is null ? node : node with { PingStatus = ping };

        Assert.Contains(
            named,
            Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { Nodes = [node] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_nodes_of_one_id_are_an_error()
    {
        var node = new NodeDescription { InstanceId = "i-12345678" };

        Assert.Contains(
            "i-12345678",
            Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { Nodes = [node, node] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_can_not_be_is_an_error() =>
        Assert.Contains(
            "moon",
            Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { Region = "moon" })).Message,
            StringComparison.Ordinal);

    private static List<string> Ids(SimulatorOptions options)
    {
        using var simulator = RunCommandSimulator.Start(options);
        return [.. simulator.Nodes.Select(node => node.InstanceId)];
    }
}
