using RunCommandPS.Errors;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>
/// Detects a document that changed while a rollout was under way: the remaining nodes would run something different from those before.
/// </summary>
internal static class DocumentChanges
{
    /// <summary>A part of a plan with the hash of its document, if that document can change.</summary>
    /// <param name="part">The part.</param>
    /// <param name="service">Where it is sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<PlannedPart> NoteAsync(PlannedPart part, IRunCommandService service, CancellationToken cancellationToken)
    {
        if (!CanChange(part.Request))
        {
            return part;
        }

        try
        {
            return part with { DocumentHash = await HashAsync(part.Request, service, cancellationToken).ConfigureAwait(false) };
        }
        catch (RunCommandException)
        {
            // A caller that is allowed to send a document may not be allowed to describe it, and a missing one is an error of the send.
            return part;
        }
    }

    /// <summary>Refuses to continue if the document of a part has changed.</summary>
    /// <param name="rollout">The rollout, as its user calls it.</param>
    /// <param name="part">The part.</param>
    /// <param name="service">Where it is sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RunCommandException">It has changed, or can no longer be described.</exception>
    public static async Task RefuseAsync(
        string rollout, PlannedPart part, IRunCommandService service, CancellationToken cancellationToken)
    {
        if (part.DocumentHash is { } before
            && before != await HashAsync(part.Request, service, cancellationToken).ConfigureAwait(false))
        {
            throw RecordErrors.DocumentChanged(rollout, part.Request.DocumentName);
        }
    }

    // AWS may change its own documents, a numbered version never changes, and with -DocumentHash the service itself checks.
    private static bool CanChange(SendCommandRequest request) =>
        request.DocumentHash is null
        && !request.DocumentName.StartsWith("AWS", StringComparison.OrdinalIgnoreCase)
        && (request.DocumentVersion is null || request.DocumentVersion.StartsWith('$'));

    private static async Task<string?> HashAsync(
        SendCommandRequest request, IRunCommandService service, CancellationToken cancellationToken)
    {
        var document = await service.DescribeDocumentAsync(request.DocumentName, request.DocumentVersion, cancellationToken)
            .ConfigureAwait(false);
        return document.Hash.Length > 0 ? document.Hash : null;
    }
}
