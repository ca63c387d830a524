using System.Management.Automation;

namespace RunCommandPS.Completion;

/// <summary>Ids of managed nodes, also found by their names, which are shown as tooltips.</summary>
public sealed class NodeIdCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) => Nodes(context);

    internal static IEnumerable<Candidate> Nodes(CompletionContext context) => CompletionSource.Nodes(context.Connection).Select(node =>
    {
        var name = node.Name.Length > 0 ? node.Name : node.ComputerName;
        return new Candidate(
            node.InstanceId, string.Join(", ", new[] { name, node.PlatformName, node.PingStatus }.Where(part => part.Length > 0)), name);
    });
}

/// <summary>
/// Names of managed nodes, also found by their ids, which are shown as tooltips. A parameter of names takes wildcards, so what is one in
/// a name is escaped.
/// </summary>
public sealed class NodeNameCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) => NodeIdCompleter.Nodes(context)
        .Where(node => node.OtherName is { Length: > 0 }).DistinctBy(node => node.OtherName)
        .Select(node => new Candidate(WildcardPattern.Escape(node.OtherName!), $"{node.Text}, {node.ToolTip}", node.Text));
}

/// <summary>Targets: keys first, then the values of a key.</summary>
/// <remarks>
/// The service does not list tags, and those of EC2 instances belong to EC2. The targets of the newest 50 commands are known with one
/// call, and are what users type again.
/// </remarks>
public sealed class TargetCompleter : RemoteCompleter
{
    private static readonly Candidate[] Fixed =
    [
        new("InstanceIds=", "nodes by id"),
        new("resource-groups:Name=", "the nodes of a resource group"),
        new("resource-groups:ResourceTypeFilters=", "types of resources in the resource group"),
    ];

    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? Tags.Keys(context, "").Concat(Fixed)
            : word[..at] == "InstanceIds" ? NodeIdCompleter.Nodes(context).Select(node => node with { Text = "InstanceIds=" + node.Text })
            : Tags.Values(context, word[..at], "");
    }
}

/// <summary>Tags to filter nodes by: keys first, then the values of a key. They come from the same source as those of targets.</summary>
public sealed class NodeTagCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? Tags.Keys(context, QueryFilter.TagPrefix)
            : Tags.Values(context, QueryFilter.TagPrefix + word[..at], QueryFilter.TagPrefix);
    }
}

/// <summary>The tags that the newest commands were targeted at.</summary>
file static class Tags
{
    public static IEnumerable<Candidate> Keys(CompletionContext context, string leftOut) => Targets(context)
        .Select(target => target.Key).Distinct()
        .Select(key => new Candidate(key[leftOut.Length..] + "=", "used by a recent command"));

    public static IEnumerable<Candidate> Values(CompletionContext context, string key, string leftOut) => Targets(context)
        .Where(target => target.Key == key).SelectMany(target => target.Values).Distinct()
        .Select(value => new Candidate($"{key[leftOut.Length..]}={value}", "used by a recent command"));

    private static IEnumerable<Target> Targets(CompletionContext context) => CompletionSource.Commands(context.Connection)
        .SelectMany(command => command.Targets)
        .Where(target => target.Key.StartsWith(QueryFilter.TagPrefix, StringComparison.Ordinal));
}

/// <summary>Ids of the newest commands, newest first.</summary>
public sealed class CommandIdCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        CompletionSource.Commands(context.Connection).Select(command => new Candidate(
            command.CommandId,
            $"{command.DocumentName}, {command.Status}, {Formatting.Format.Moment(command.RequestedDateTime)} {command.Comment}".TrimEnd(),
            command.DocumentName));
}
