using System.Runtime.CompilerServices;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Reading;
using RunCommandPS.Sending;
using static RunCommandPS.TestFinding;

namespace RunCommandPS.Checking;

/// <summary>Checks everything that can be checked before a command is sent, and sends nothing.</summary>
/// <remarks>
/// What only SendCommand itself finds out is not checked: the S3 bucket, the role and topic of notifications, the alarm, and
/// whether the caller may send at all.
/// </remarks>
/// <param name="service">The service.</param>
/// <param name="skipInvalidNode">Whether nodes that the service does not know would be skipped.</param>
internal sealed class SendTest(IRunCommandService service, bool skipInvalidNode)
{
    private readonly DocumentReader _documents = new(service);

    /// <summary>Checks one request.</summary>
    /// <param name="request">The request, with any number of node ids.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async IAsyncEnumerable<TestFinding> FindAsync(
        SendCommandRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var broken = RequestRules.Violations(request).ToList();
        foreach (var rule in broken)
        {
            yield return Bad(TestSubject.Request, request.DocumentName, rule, "Fix what the message names.");
        }

        if (broken.Count == 0)
        {
            yield return Good(TestSubject.Request, request.DocumentName, "The request follows the rules of SendCommand.");
        }

        RunCommandDocument? document = null;
        if (SpecPattern.IsMatch(request.DocumentName, ServiceLimits.DocumentNamePattern))
        {
            (document, var problem, var finding) = await DocumentAsync(request, cancellationToken).ConfigureAwait(false);
            yield return finding;
            foreach (var about in document is null
                ? []
                : ParameterFindings.Of(document, problem, request.Parameters ?? SendCommandRequest.NoParameters))
            {
                yield return about;
            }
        }

        await foreach (var finding in new NodeFindings(service, document, skipInvalidNode)
            .FindAsync(request, cancellationToken).ConfigureAwait(false))
        {
            yield return finding;
        }
    }

    private async Task<(RunCommandDocument? Document, Exception? Problem, TestFinding Finding)> DocumentAsync(
        SendCommandRequest request, CancellationToken cancellationToken)
    {
        var name = request.DocumentName;
        try
        {
            var (document, problem) = await _documents.DescribeAsync(
                name, request.DocumentVersion, cancellationToken).ConfigureAwait(false);
            return (document, problem, About(document, request));
        }
        catch (InvalidDocumentException exception)
        {
            var names = new List<string>();
            await foreach (var document in _documents.DocumentsAsync(new DocumentQuery(), cancellationToken).ConfigureAwait(false))
            {
                names.Add(document.Name);
            }

            var nearest = NearestName.To(name, names);
            return (null, null, Bad(
                TestSubject.Document,
                name,
                exception.Message + (nearest is null ? "" : $" Did you mean '{nearest}'?"),
                exception.Recommendation));
        }
        catch (InvalidDocumentVersionException exception)
        {
            return (null, null, Bad(TestSubject.Document, name, exception.Message, exception.Recommendation));
        }
    }

    private static TestFinding About(RunCommandDocument document, SendCommandRequest request)
    {
        var name = request.DocumentName;
        if (document.DocumentType != ServiceValues.CommandDocumentType)
        {
            return Bad(
                TestSubject.Document,
                name,
                $"The document is of type {document.DocumentType}; a command runs documents of type {ServiceValues.CommandDocumentType}.",
                "Get-RunCommandDocument lists the documents that can run.");
        }

        if (document.Status is not ("Active" or ""))
        {
            return Bad(TestSubject.Document, name, $"The document is {document.Status}, not Active. {document.StatusInformation}".TrimEnd(),
                "Wait until it is, or fix it.");
        }

        // Which kind of hash is meant if none is named is not published, so only like is compared with like.
        if (request.DocumentHash is { } hash
            && (request.DocumentHashType ?? document.HashType) == document.HashType
            && !string.Equals(hash, document.Hash, StringComparison.OrdinalIgnoreCase))
        {
            return Bad(
                TestSubject.Document,
                name,
                $"-DocumentHash is not the hash of version {document.DocumentVersion}, which is {document.Hash}.",
                "Look at what changed in the document, then specify its hash.");
        }

        return Good(
            TestSubject.Document,
            name,
            $"Version {document.DocumentVersion} exists and runs on {string.Join(", ", document.PlatformTypes)}.");
    }
}
