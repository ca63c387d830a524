using RunCommandPS.Errors;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>
/// Notices a document that was changed while a rollout was under way: the nodes that are left would run something else than those before.
/// </summary>
internal static class DocumentChanges
{
    /// <summary>A part of a plan with the hash of its document, where that document can change.</summary>
    /// <param name="part">The part.</param>
    /// <param name="service">Where it is sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
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
            // Who may send a document may not always describe it, and one that does not exist is an error of the send.
            return part;
        }
    }

    /// <summary>Refuses to go on where the document of a part is not what it was.</summary>
    /// <param name="rollout">The rollout, as its user calls it.</param>
    /// <param name="part">The part.</param>
    /// <param name="service">Where it is sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunCommandException">It was changed, or can't be described any more.</exception>
    public static async Task RefuseAsync(
        string rollout, PlannedPart part, IRunCommandService service, CancellationToken cancellationToken)
    {
        if (part.DocumentHash is { } before
            && before != await HashAsync(part.Request, service, cancellationToken).ConfigureAwait(false))
        {
            throw RecordErrors.DocumentChanged(rollout, part.Request.DocumentName);
        }
    }

    // AWS's own documents are AWS's to change, a numbered version never changes, and -DocumentHash has the service itself look.
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
