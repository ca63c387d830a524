using RunCommandPS.Errors;
using RunCommandPS.Output;

namespace RunCommandPS.Pipeline;

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

/// <summary>Lines for a log, standard output before standard error, each after its node.</summary>
internal sealed class TextForm(PipelineOutput output) : OutputForm
{
    public override async ValueTask AddAsync(NodeOutput one)
    {
        var node = one.InstanceName.Length > 0 ? one.InstanceName : one.InstanceId;
        foreach (var stream in new[] { one.StandardOutput, one.StandardError })
        {
            using var lines = new StringReader(stream);
            while (lines.ReadLine() is { } line)
            {
                await output.WriteAsync($"{node}: {line}").ConfigureAwait(false);
            }
        }
    }
}

/// <summary>Objects of standard output that is JSON.</summary>
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
