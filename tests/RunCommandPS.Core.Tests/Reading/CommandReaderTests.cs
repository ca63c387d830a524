using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

public sealed class CommandReaderTests
{
    private readonly List<string?> _tokens = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4)]
    public async Task No_page_is_read_before_its_first_item_is_asked_for(int items, int pages)
    {
        var read = await Reader().CommandsAsync(new CommandQuery(), Cancellation).Take(items).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(1, items).Select(number => $"{number}"), read.Select(command => command.CommandId));
        Assert.Equal(pages, _tokens.Count);
    }

    [Fact]
    public async Task All_pages_are_read_once_empty_ones_too()
    {
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            await Reader().CommandsAsync(new CommandQuery(), Cancellation).Select(command => command.CommandId).ToListAsync(Cancellation));
        Assert.Equal([null, "b", "c", "d"], _tokens);
    }

    [Fact]
    public async Task Invocations_are_read_page_after_page()
    {
        var service = new FakeService
        {
            Invocations = token => token is null
                ? new Page<CommandInvocation>([new() { InstanceId = "1" }], "b")
                : new Page<CommandInvocation>([new() { InstanceId = "2" }], null),
        };

        var read = await new CommandReader(service).InvocationsAsync(new CommandQuery(), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(["1", "2"], read.Select(invocation => invocation.InstanceId));
    }

    [Fact]
    public async Task One_command_is_found_or_it_is_not()
    {
        var found = await Reader().FindCommandAsync("1", Cancellation);
        var missing = await new CommandReader(new FakeService { Commands = _ => new Page<Command>([], null) })
            .FindCommandAsync("9", Cancellation);

        Assert.Equal("1", found?.CommandId);
        Assert.Null(missing);
        Assert.Single(_tokens);
    }

    [Fact]
    public void A_command_that_is_not_there_has_an_error_of_its_own()
    {
        var error = Reader().NoSuchCommand("9");

        Assert.IsType<InvalidCommandIdException>(error);
        Assert.StartsWith("There is no command '9' in us-east-1.", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.ObjectNotFound, error.Kind);
    }

    [Fact]
    public async Task Every_step_gets_its_own_output()
    {
        var reader = new CommandReader(new FakeService
        {
            Output = step => new InvocationOutput { StandardOutput = $"out of {step}", StandardError = $"err of {step}" },
        });
        var invocation = new CommandInvocation
        {
            CommandId = "1",
            Steps = [new CommandStep { Name = "one", Output = "short" }, new CommandStep { Name = "two" }],
        };

        var whole = await reader.WithOutputAsync(invocation, Cancellation);

        Assert.Equal(
            [
                new CommandStep { Name = "one", Output = "short", StandardOutput = "out of one", StandardError = "err of one" },
                new CommandStep { Name = "two", StandardOutput = "out of two", StandardError = "err of two" },
            ],
            whole.Steps);
        Assert.Null(invocation.Steps[0].StandardOutput);
    }

    [Theory]
    [InlineData("run", null)]
    [InlineData("Runs", "Runs")]
    public async Task A_step_that_is_alone_is_asked_for_by_its_name_unless_the_service_takes_none_so_short(string name, string? asked)
    {
        var names = new List<string?>();
        var reader = new CommandReader(new FakeService
        {
            Output = step =>
            {
                names.Add(step);
                return new InvocationOutput();
            },
        });

        await reader.WithOutputAsync(new CommandInvocation { CommandId = "1", Steps = [new CommandStep { Name = name }] }, Cancellation);

        Assert.Equal([asked], names);
    }

    private CommandReader Reader() => new(new FakeService
    {
        Commands = token =>
        {
            _tokens.Add(token);
            return token switch
            {
                null => Page("b", "1", "2"),
                "b" => Page("c", "3", "4"),
                "c" => Page("d"),
                _ => Page(null, "5"),
            };
        },
    });

    private static Page<Command> Page(string? next, params IEnumerable<string> ids) =>
        new([.. ids.Select(id => new Command { CommandId = id })], next);
}
