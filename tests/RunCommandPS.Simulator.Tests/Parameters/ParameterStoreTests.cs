using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Tests.Parameters;

public sealed class ParameterStoreTests
{
    [Fact]
    public void An_account_has_10_000_parameters_at_most_and_changes_them_all_the_same()
    {
        var store = new ParameterStore("111122223333", "us-east-1");
        for (var number = 1; number <= 10_000; number++)
        {
            Put(store, $"name-{number}");
        }

        Assert.Equal("ParameterLimitExceeded", Assert.Throws<ServiceException>(() => Put(store, "name-10001")).Code);
        Assert.Equal(2, Put(store, "name-1", overwrite: true).Version);
    }

    private static StoredParameter Put(ParameterStore store, string name, bool overwrite = false) => store.Put(
        new NewParameter(name, "value") { Type = StoredParameter.StringType, Overwrite = overwrite }, DateTimeOffset.UnixEpoch);
}
