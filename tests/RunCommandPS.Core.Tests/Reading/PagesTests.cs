using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

public sealed class PagesTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("1", "2", "3", "1")]
    public async Task A_list_that_leads_back_to_a_page_is_refused(params string[] tokens)
    {
        var reads = 0;
        var service = new FakeService { Commands = _ => new Page<Command>([new Command()], tokens[reads++ % tokens.Length]) };

        var error = await Assert.ThrowsAsync<InvalidReplyException>(async () =>
        {
            await foreach (var command in new CommandReader(service)
                .CommandsAsync(new CommandQuery(), TestContext.Current.CancellationToken))
            {
                Assert.NotNull(command);
            }
        });

        Assert.Equal(tokens.Length == 1 ? 2 : tokens.Length, reads);
        Assert.Contains("ListCommands", error.Message, StringComparison.Ordinal);
    }
}
