using RunCommandPS.Conformance.Tests.Table;

namespace RunCommandPS.Conformance.Tests;

/// <summary>The same calls by clients that we did not write, and what each made of the answers.</summary>
public sealed class TableTests(ClientRuns runs) : IClassFixture<ClientRuns>
{
    // .ci/run installs what comes from Debian; npm is the machine's own affair.
    private static readonly bool IsRequired = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };

    public static IEnumerable<TheoryDataRow<string, string>> Rows => TableClient.All.SelectMany(Of);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_client_gets_what_the_table_says(string client, string name)
    {
        Assert.False(name.Length == 0, TableClient.All.Single(one => one.Name == client).Advice);

        var results = await runs.ResultsAsync(client, name);
        if (ConformanceTable.IsRecent(name) && results[^1]!["lacks"] is { } operation)
        {
            Assert.Skip($"This release of {client} is older than {operation}.");
        }

        var differences = CaseCheck.Differences(ConformanceTable.Calls(name), results);

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static IEnumerable<TheoryDataRow<string, string>> Of(TableClient client) =>
        client.IsInstalled ? ConformanceTable.Names.Select(name => new TheoryDataRow<string, string>(client.Name, name))
            : IsRequired && !client.IsFromNpm ? [new(client.Name, "")]
            : [new(client.Name, "") { Skip = client.Advice }];
}
