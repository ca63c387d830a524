using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>ListTagsForResource.</summary>
internal sealed class TagOperations(NodeFleet fleet, DocumentLibrary library)
{
    private const string Document = "Document";

    public IReadOnlyList<Operation> All => [new("ListTagsForResource", RequestShapes.ListTagsForResource, ListTags)];

    private void ListTags(JsonElement body, Utf8JsonWriter writer)
    {
        var type = body.Text("ResourceType")!;
        var id = body.Text("ResourceId")!;
        IEnumerable<KeyValuePair<string, string>> tags = type switch
        {
            Document => Find(id).Labels.Tags,
            SimulatedNode.ManagedInstance => TagsOfNode(id),

            // The other kinds of resources have nothing to do with commands; there are none here.
            _ => throw NotFound(id),
        };
        DocumentWriter.WriteTags(writer, "TagList", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
    }

    private StoredDocument Find(string name)
    {
        try
        {
            return library.FindFamily(name).Default;
        }
        catch (ServiceException)
        {
            throw NotFound(name);
        }
    }

    private IReadOnlyDictionary<string, string> TagsOfNode(string id)
    {
        if (!fleet.TryGet(id, out var node) || !node.IsRegistered)
        {
            throw NotFound(id);
        }

        // CHOICE: the tags of an EC2 instance are EC2's. That the type does not fit is how the reference explains this error.
        return node.ResourceType == SimulatedNode.ManagedInstance
            ? node.Tags
            : throw new ServiceException(OwnerErrorCode.InvalidResourceType, $"{id} is an EC2 instance; its tags are with EC2.");
    }

    private static ServiceException NotFound(string id) =>
        new(OwnerErrorCode.InvalidResourceId, $"There is no resource '{id}' of this type.");
}
