using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Core.Tests.Rollout.Record;

public sealed class RolloutCatalogTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 22, 41, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");
    private readonly RolloutHome _home;
    private readonly RolloutCatalog _catalog;

    public RolloutCatalogTests()
    {
        _home = new RolloutHome(Path.Combine(_folder.FullName, "rollouts"));
        _catalog = new RolloutCatalog(_home);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Rollouts_that_began_in_the_same_two_seconds_are_newest_first()
    {
        Begin("20261125-2240-z222", Start.AddSeconds(-1));
        Begin("20261125-2241-2k3f", Start.AddMilliseconds(300));
        Begin("20261125-2241-2zzz", Start.AddMilliseconds(100));
        Begin("20261125-2241-2222", Start.AddMilliseconds(200));
        Begin("20261125-2241-3222", Start.AddSeconds(2));

        Assert.Equal(
            ["20261125-2241-3222", "20261125-2241-2k3f", "20261125-2241-2222", "20261125-2241-2zzz", "20261125-2240-z222"],
            _catalog.Ids);
    }

    [Fact]
    public void A_name_and_the_newest_that_was_interrupted_are_found_by_when_they_began()
    {
        Begin("20261125-2241-2zzz", Start);
        Begin("20261125-2241-2222", Start.AddTicks(1));

        Assert.Equal("20261125-2241-2222", _catalog.Find("deploy"));
        Assert.Equal("20261125-2241-2222", _catalog.NewestInterrupted());
    }

    [Fact]
    public void A_record_that_cannot_be_read_comes_after_those_that_began_with_it()
    {
        Begin("20261125-2241-2zzz", Start.AddMilliseconds(100));
        File.WriteAllText(_home.FileOf("20261125-2241-2zzz"), "damaged");
        Begin("20261125-2241-2222", Start);

        Assert.Equal(["20261125-2241-2222", "20261125-2241-2zzz"], _catalog.Ids);
    }

    [Fact]
    public void A_folder_that_someone_else_made_is_no_obstacle()
    {
        Begin("20261125-2241-2zzz", Start);
        _home.Make("x");
        File.WriteAllText(_home.FileOf("x"), "");

        Assert.Equal(["x", "20261125-2241-2zzz"], _catalog.Ids);
    }

    private void Begin(string id, DateTimeOffset at) =>
        RecordFile.Create(_home, new RolloutEvent.Planned(at) { Id = id, Name = "deploy" }).Dispose();
}
