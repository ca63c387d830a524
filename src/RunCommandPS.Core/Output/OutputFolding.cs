namespace RunCommandPS.Output;

/// <summary>Folds what many nodes wrote into what is worth reading.</summary>
internal static class OutputFolding
{
    /// <summary>
    /// Groups nodes by how a step ended and what it wrote: step by step, the largest group first, and those of equal size by name.
    /// </summary>
    /// <param name="outputs">What the nodes wrote.</param>
    /// <param name="withDifference">Whether each group says how it differs from the largest one.</param>
    /// <returns>The groups.</returns>
    public static IReadOnlyList<OutputGroup> Fold(IEnumerable<NodeOutput> outputs, bool withDifference)
    {
        var groups = new List<OutputGroup>();
        foreach (var step in outputs.GroupBy(output => output.Step))
        {
            var ofStep = step
                .GroupBy(
                    output => (output.Status, output.StatusDetails, output.ResponseCode, output.StandardOutput, output.StandardError,
                        output.IsTruncated),
                    (_, same) => Of([.. same]))
                .OrderByDescending(group => group.Count).ThenBy(group => NodeListText.Rank(group.Nodes), StringComparer.Ordinal)
                .ToList();
            groups.AddRange(withDifference
                ? ofStep.Select((group, index) => index == 0 ? group : group with { Difference = OutputDiff.Between(ofStep[0], group) })
                : ofStep);
        }

        return groups;
    }

    private static OutputGroup Of(IReadOnlyList<NodeOutput> same)
    {
        var nodes = same.DistinctBy(output => output.InstanceId).ToList();
        return new OutputGroup
        {
            Nodes = NodeListText.Of(nodes.Select(node => (node.InstanceId, node.InstanceName))),
            InstanceIds = nodes.Select(node => node.InstanceId).Order(StringComparer.Ordinal).ToArray(),
            Step = same[0].Step,
            DecidingCount = same.Where(output => output.IsDeciding).DistinctBy(output => output.InstanceId).Count(),
            Status = same[0].Status,
            StatusDetails = same[0].StatusDetails,
            ResponseCode = same[0].ResponseCode,
            StandardOutput = same[0].StandardOutput,
            StandardError = same[0].StandardError,
            IsTruncated = same[0].IsTruncated,
        };
    }
}
