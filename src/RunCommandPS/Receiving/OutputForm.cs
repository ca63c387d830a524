using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Scripts;

namespace RunCommandPS.Receiving;

/// <summary>The form in which output goes down the pipeline.</summary>
internal abstract class OutputForm
{
    /// <summary>Takes what a step wrote on a node.</summary>
    public abstract ValueTask AddAsync(NodeOutput one);

    /// <summary>There is no more.</summary>
    public virtual ValueTask FinishAsync() => default;
}

/// <summary>As it is.</summary>
internal sealed class ObjectForm(PipelineOutput output) : OutputForm
{
    public override ValueTask AddAsync(NodeOutput one) => output.WriteAsync(one);
}

/// <summary>Groups of nodes that wrote the same.</summary>
internal sealed class FoldedForm(bool withDifference, PipelineOutput output) : OutputForm
{
    private readonly List<NodeOutput> _all = [];

    public override ValueTask AddAsync(NodeOutput one)
    {
        _all.Add(one);
        return default;
    }

    public override async ValueTask FinishAsync()
    {
        foreach (var group in OutputFolding.Fold(_all, withDifference))
        {
            await output.WriteAsync(group).ConfigureAwait(false);
        }
    }
}

/// <summary>
/// Lines for a log, standard output before standard error, each after its node. An incomplete stream ends in a line that says so.
/// </summary>
internal sealed class TextForm(PipelineOutput output) : OutputForm
{
    // The type that the format file has a view for.
    private const string LineTypeName = "RunCommandPS.OutputLine";

    public override async ValueTask AddAsync(NodeOutput one)
    {
        var node = one.InstanceName.Length > 0 ? one.InstanceName : one.InstanceId;
        await WriteAsync(node, one.StandardOutput, one.StandardOutputTruncated ? "standard output" : null).ConfigureAwait(false);
        await WriteAsync(node, one.StandardError, one.StandardErrorTruncated ? "standard error" : null).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(string node, string text, string? cutStream)
    {
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
        {
            await output.WriteAsync(Line($"{node}: {line}")).ConfigureAwait(false);
        }

        if (cutStream is not null)
        {
            await output.WriteAsync(Line($"{node}: [cut] There is more {cutStream} than could be read.")).ConfigureAwait(false);
        }
    }

    // To every command and every file it is a string; only the display uses the view.
    private static object Line(string text)
    {
        if (ReferenceEquals(VisibleText.Of(text), text))
        {
            return text;
        }

        var line = new PSObject(text);
        line.TypeNames.Insert(0, LineTypeName);
        return line;
    }
}

/// <summary>Objects from standard output that is JSON.</summary>
internal sealed class JsonForm(PipelineOutput output) : OutputForm
{
    public override async ValueTask AddAsync(NodeOutput one)
    {
        IReadOnlyList<object> objects;
        try
        {
            objects = JsonObjects.Of(one);
        }
        catch (OutputNotJsonException exception)
        {
            await output.ErrorAsync(ErrorRecords.From(exception, one)).ConfigureAwait(false);
            return;
        }

        foreach (var item in objects)
        {
            await output.WriteAsync(item).ConfigureAwait(false);
        }
    }
}
