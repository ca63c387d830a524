using System.Text;
using RunCommandPS.Simulator.Protocol;

namespace RunCommandPS.Simulator.Tests.Protocol;

public sealed class RequestLogTests
{
    [Fact]
    public void Only_the_newest_requests_are_kept()
    {
        var log = new RequestLog();
        for (var number = 0; number < RequestLog.MaximumCount + 5; number++)
        {
            log.Add(Request($"{number}"));
        }

        Assert.Equal(RequestLog.MaximumCount, log.Snapshot().Count);
        Assert.Equal("5", log.Snapshot()[0].Body);
    }

    [Fact]
    public void Large_bodies_push_out_older_ones()
    {
        var log = new RequestLog();
        for (var number = 0; number < 40; number++)
        {
            log.Add(Request(new string('x', 1024 * 1024)));
        }

        Assert.Equal(RequestLog.MaximumBytes / (1024 * 1024), log.Snapshot().Count);
    }

    private static RecordedRequest Request(string body) => new("ListCommands", DateTimeOffset.UnixEpoch, 200, "", "")
    {
        Content = Encoding.UTF8.GetBytes(body),
    };
}
