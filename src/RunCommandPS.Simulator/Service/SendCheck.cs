using System.Text;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Service;

/// <summary>Everything that can be wrong with a command as a whole, each with the error the API documents for it.</summary>
/// <remarks>
/// CHOICE: the order. Nothing public says; ours goes from the request itself to the document,
/// the nodes, and the places output goes to.
/// </remarks>
internal sealed class SendCheck(NodeFleet fleet, DocumentLibrary library, AccountSettings account, AlarmBoard alarms)
{
    private const string RoleArnPattern = @"^arn:aws[a-zA-Z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]{1,512}$";
    private const string TopicArnPattern = @"^arn:aws[a-zA-Z-]*:sns:[a-z0-9-]{3,20}:[0-9]{12}:[a-zA-Z0-9_-]{1,256}(\.fifo)?$";

    /// <summary>Checks a request whose members are each within their constraints.</summary>
    /// <returns>The document it runs.</returns>
    /// <exception cref="ServiceException">The first thing that is wrong.</exception>
    public StoredDocument Check(SendCommandRequest request)
    {
        CheckSelection(request);
        var document = library.Find(request.DocumentName, request.DocumentVersion);
        CheckDocument(document, request);
        CheckNodes(request, document);
        CheckDestinations(request);
        CheckAlarm(request);
        return document;
    }

    private static void CheckSelection(SendCommandRequest request)
    {
        var ids = request.InstanceIds ?? [];
        var targets = request.Targets ?? [];
        if ((ids.Count > 0) == (targets.Count > 0))
        {
            // CHOICE: it is documented that exactly one of the two must be specified, but not the error for it.
            throw new ServiceException(ErrorCode.ValidationException, ids.Count > 0
                ? "Specify either InstanceIds or Targets, not both."
                : "Specify InstanceIds or Targets.");
        }

        if (targets.FirstOrDefault(target => !IsTargetKey(target.Key)) is { } unknown)
        {
            // CHOICE: the error for a key that matches the pattern but means nothing is not documented.
            throw new ServiceException(
                ErrorCode.ValidationException, $"'{unknown.Key}' is no key of a target. Keys are InstanceIds, tag:<key>, "
                    + "resource-groups:Name and resource-groups:ResourceTypeFilters.");
        }

        if (targets.FirstOrDefault(target => target is { Key: NodeFleet.GroupKey, Values.Count: > 1 }) is not null)
        {
            // CHOICE: it is documented that a command can have one resource group, but not the error for more.
            throw new ServiceException(ErrorCode.ValidationException, $"Specify one resource group under {NodeFleet.GroupKey}.");
        }

        // CHOICE: it is not documented when the service returns DuplicateInstanceId for SendCommand. A
        // target of ids names nodes as InstanceIds does.
        var named = targets.Where(target => NodeFleet.MeansIds(target.Key)).Select(target => target.Values).Prepend(ids);
        if (named.Select(FirstTwice).FirstOrDefault(id => id is not null) is { } twice)
        {
            throw new ServiceException(ErrorCode.DuplicateInstanceId, $"The instance {twice} is given more than once.");
        }
    }

    private static string? FirstTwice(IReadOnlyList<string> ids)
    {
        var seen = new HashSet<string>(ids.Count, StringComparer.Ordinal);
        return ids.FirstOrDefault(id => !seen.Add(id));
    }

    private static bool IsTargetKey(string key) =>
        NodeFleet.MeansIds(key) || key is NodeFleet.GroupKey or NodeFleet.ResourceTypeKey
        || (key.StartsWith(NodeFleet.TagPrefix, StringComparison.Ordinal) && key.Length > NodeFleet.TagPrefix.Length);

    private static void CheckDocument(StoredDocument document, SendCommandRequest request)
    {
        if (request.DocumentHash is { Length: > 0 } hash && !document.HasHash(hash, request.DocumentHashType))
        {
            // CHOICE: of the documented errors, the one about the document is the closest.
            throw new ServiceException(ErrorCode.InvalidDocument, "The document does not have the given hash.");
        }

        var given = request.Parameters ?? new Dictionary<string, IReadOnlyList<string>>();

        // Source: recordings, in which the service calls it 97 KB. CHOICE: what counts is the
        // document with its parameters' names and values.
        var size = document.SizeInBytes
            + given.Sum(parameter => Encoding.UTF8.GetByteCount(parameter.Key) + parameter.Value.Sum(Encoding.UTF8.GetByteCount));
        if (size > ServiceLimits.PayloadMaximumBytes)
        {
            throw new ServiceException(
                ErrorCode.MaxDocumentSizeExceeded,
                $"The document and its parameters have {size} bytes; {ServiceLimits.PayloadMaximumBytes} (97 KB) are allowed.");
        }

        var findings = ParameterCheck.Check(document.Content, given);
        if (findings.Count > 0)
        {
            throw new ServiceException(
                ErrorCode.InvalidParameters,
                findings[0].Kind == ParameterFindingKind.NoParametersSupported
                    ? $"document {document.Name} does not support parameters"
                    : "Parameters provided in document are invalid or not supported.");
        }
    }

    // Ids are ids, whichever member has them: only the platform is checked later for those of a target, which criteria may narrow down.
    private void CheckNodes(SendCommandRequest request, StoredDocument document)
    {
        var ids = request.InstanceIds ?? [];
        var meant = (request.Targets ?? []).Where(target => NodeFleet.MeansIds(target.Key)).SelectMany(target => target.Values);
        if (ids.Concat(meant).Any(id => !fleet.TryGet(id, out var node) || !node.IsAddressable))
        {
            // Source: recordings of 2026. Until 2023 the text contained the nodes and the account.
            throw new ServiceException(ErrorCode.InvalidInstanceId, "Instances not in a valid state for account");
        }

        foreach (var id in ids)
        {
            if (fleet.TryGet(id, out var node) && !document.PlatformTypes.Contains(node.PlatformType))
            {
                throw new ServiceException(
                    ErrorCode.UnsupportedPlatformType,
                    $"Cannot perform operation for instance id {id} of platform type {node.PlatformType}");
            }
        }
    }

    private void CheckDestinations(SendCommandRequest request)
    {
        if (request.OutputS3BucketName is { } bucket && !account.Buckets.Contains(bucket, StringComparer.Ordinal))
        {
            throw new ServiceException(ErrorCode.InvalidOutputFolder, $"The S3 bucket {bucket} does not exist.");
        }

        if (request.ServiceRoleArn is { Length: > 0 } role
            && !(SpecPattern.IsMatch(role, RoleArnPattern) && account.Roles.Contains(role, StringComparer.Ordinal)))
        {
            throw new ServiceException(ErrorCode.InvalidRole, $"The role {role} can't be used to publish notifications.");
        }

        // A role is not required: the API page's own sample publishes without one.
        if (request.NotificationConfig is { } notification
            && (notification.NotificationArn.Length > 0
                || notification.NotificationEvents.Count > 0
                || notification.NotificationType.Length > 0)
            && !(SpecPattern.IsMatch(notification.NotificationArn, TopicArnPattern)
                && account.Topics.Contains(notification.NotificationArn, StringComparer.Ordinal)))
        {
            throw new ServiceException(
                ErrorCode.InvalidNotificationConfig, $"'{notification.NotificationArn}' is not the ARN of a topic of this account.");
        }
    }

    // CHOICE: it is documented that a command is not sent while its alarm is raised, but not the error. One
    // whose state can't be read stops the command later.
    private void CheckAlarm(SendCommandRequest request)
    {
        if (alarms.Raised(request.AlarmConfiguration) is { State: AlarmBoard.RaisedState } alarm)
        {
            throw new ServiceException(
                ErrorCode.ValidationException, $"The alarm {alarm.Name} is in the state {alarm.State}; the command is not sent.");
        }
    }
}
