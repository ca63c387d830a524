using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Model;

/// <summary>Goes through all invocations page by page, while commands come and go on.</summary>
internal sealed class PageWalk
{
    private readonly CommandService _service;
    private readonly int _pageSize;
    private readonly HashSet<(string, string)> _atTheStart;
    private readonly List<(string, string)> _seen = [];
    private string? _token;

    public PageWalk(CommandService service, int pageSize)
    {
        _service = service;
        _pageSize = pageSize;
        _atTheStart = [.. service.ListInvocations(new CommandFilter(), false, int.MaxValue - 1, null).Items
            .Select(one => (one.CommandId, one.InstanceId))];
    }

    public bool IsOver { get; private set; }

    public void Next()
    {
        var page = _service.ListInvocations(new CommandFilter(), false, _pageSize, _token);
        _seen.AddRange(page.Items.Select(one => (one.CommandId, one.InstanceId)));
        _token = page.NextToken;
        if (_token is null)
        {
            IsOver = true;
            Pages_neither_drop_nor_repeat();
        }
    }

    private void Pages_neither_drop_nor_repeat()
    {
        Assert.Equal(_seen.Count, _seen.Distinct().Count());
        Assert.Empty(_atTheStart.Except(_seen));
    }
}
