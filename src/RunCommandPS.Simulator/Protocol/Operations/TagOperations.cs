using System.Globalization;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Service;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>ListTagsForResource, AddTagsToResource and RemoveTagsFromResource.</summary>
internal sealed class TagOperations(
    NodeFleet fleet, CommandService service, DocumentLibrary library, KeptDocuments changes, ParameterStore parameters,
    KeptParameters parameterChanges)
{
    private const string Document = "Document";
    private const string Parameter = "Parameter";

    public IReadOnlyList<Operation> All =>
    [
        new("ListTagsForResource", RequestShapes.ListTagsForResource, ListTags),
        new("AddTagsToResource", RequestShapes.AddTagsToResource, AddTags),
        new("RemoveTagsFromResource", RequestShapes.RemoveTagsFromResource, RemoveTags),
    ];

    private void ListTags(JsonElement body, Utf8JsonWriter writer)
    {
        var id = body.Text("ResourceId")!;
        IEnumerable<KeyValuePair<string, string>> tags = KindOf(body) switch
        {
            Document => Find(id).Labels.Tags,
            Parameter => FindParameter(id).Tags,
            _ => FindNode(id).Tags,
        };
        DocumentWriter.WriteTags(writer, "TagList", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
    }

    // The responses of both have no members.
    private void AddTags(JsonElement body, Utf8JsonWriter writer)
    {
        var added = body.List("Tags", static tag => (Key: tag.Text("Key")!, Value: tag.Text("Value")!))!;
        Change(body, tags =>
        {
            foreach (var (key, value) in added)
            {
                tags[key] = value;
            }

            if (added.Count > 0 && tags.Count > ServiceLimits.TagsPerResourceMaximum)
            {
                throw new ServiceException(
                    OwnerErrorCode.TooManyTags,
                    string.Create(CultureInfo.InvariantCulture, $"A resource has {ServiceLimits.TagsPerResourceMaximum} tags at most."));
            }
        });
    }

    private void RemoveTags(JsonElement body, Utf8JsonWriter writer)
    {
        var removed = body.Texts("TagKeys")!;
        Change(body, tags =>
        {
            foreach (var key in removed)
            {
                tags.Remove(key);
            }
        });
    }

    private void Change(JsonElement body, Action<Dictionary<string, string>> change)
    {
        var id = body.Text("ResourceId")!;
        var kind = KindOf(body);
        if (kind == Document)
        {
            // CHOICE: the tags of Amazon's documents belong to Amazon.
            if (Find(id).Owner == BuiltInDocuments.Owner)
            {
                throw NotFound(id);
            }

            changes.ChangeTags(id, tags => [.. Changed(tags, change)]);
        }
        else if (kind == Parameter)
        {
            FindParameter(id);
            parameterChanges.ChangeTags(id, tags => [.. Changed(tags, change)]);
        }
        else
        {
            FindNode(id);
            service.ChangeNode(id, node => node.WithTags(Changed(node.Tags, change)));
        }
    }

    private static Dictionary<string, string> Changed(
        IEnumerable<KeyValuePair<string, string>> tags, Action<Dictionary<string, string>> change)
    {
        var changed = new Dictionary<string, string>(tags, StringComparer.Ordinal);
        change(changed);
        return changed;
    }

    // The other kinds of resources have nothing to do with commands; there are none here.
    private static string KindOf(JsonElement body) =>
        body.Text("ResourceType") is (Document or Parameter or SimulatedNode.ManagedInstance) and var type
            ? type
            : throw NotFound(body.Text("ResourceId")!);

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

    private ParameterFamily FindParameter(string name) => parameters.FindFamily(name) ?? throw NotFound(name);

    private SimulatedNode FindNode(string id)
    {
        if (!fleet.TryGet(id, out var node) || !node.IsRegistered)
        {
            throw NotFound(id);
        }

        // CHOICE: the tags of an EC2 instance belong to EC2. A type mismatch is how the reference explains this error.
        return node.ResourceType == SimulatedNode.ManagedInstance
            ? node
            : throw new ServiceException(OwnerErrorCode.InvalidResourceType, $"{id} is an EC2 instance; its tags are with EC2.");
    }

    private static ServiceException NotFound(string id) =>
        new(OwnerErrorCode.InvalidResourceId, $"There is no resource '{id}' of this type.");
}
