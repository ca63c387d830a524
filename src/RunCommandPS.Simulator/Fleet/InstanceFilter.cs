using System.IO.Enumeration;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Fleet;

/// <summary>One filter of EC2's DescribeInstances: instances whose value matches one of those specified.</summary>
/// <remarks>
/// Source: the API reference of DescribeInstances, of whose filters these four are simulated. Case-sensitive; <c>*</c> is any text,
/// <c>?</c> any character, and a backslash before them means the character itself.
/// </remarks>
internal sealed class InstanceFilter
{
    private readonly Func<SimulatedNode, IEnumerable<string>> _read;
    private readonly IReadOnlyList<string> _values;

    /// <exception cref="ServiceException">InvalidParameterValue.</exception>
    public InstanceFilter(string name, IReadOnlyList<string> values)
    {
        _values = values;
        _read = name switch
        {
            "instance-id" => static node => [node.InstanceId],
            "instance-state-name" => static node => [node.StateName],
            NodeAttribute.TagKey => static node => node.Tags.Keys,
            _ when name.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal) =>
                node => node.Tags.TryGetValue(name[NodeFleet.TagPrefix.Length..], out var value) ? [value] : [],
            _ => throw new ServiceException(
                OwnerErrorCode.InvalidParameterValue,
                $"The filter '{name}' is invalid, or not simulated. Simulated are instance-id, instance-state-name, "
                    + "tag:<key> and tag-key."),
        };
    }

    public bool Takes(SimulatedNode node) => _read(node).Any(found =>
        _values.Any(value => FileSystemName.MatchesSimpleExpression(value, found, ignoreCase: false)));
}
