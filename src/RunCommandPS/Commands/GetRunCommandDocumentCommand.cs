using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommandDocument</c>: documents that commands can run, as a list, or by name with their parameters.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommandDocument", HelpUri = HelpPages.Address + "Get-RunCommandDocument.md")]
[OutputType(typeof(RunCommandDocument))]
public sealed class GetRunCommandDocumentCommand : RemoteCmdlet
{
    private readonly List<WildcardPattern> _patterns = [];
    private readonly ReadingProgress _progress = new("Getting documents", "documents");
    private int _left = int.MaxValue;

    /// <summary>Names or ARNs of documents; with wildcards. Or documents, or commands that ran them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("DocumentName", "Document")]
    [DocumentReferenceTransformation]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public DocumentReference[]? Name { get; set; }

    /// <summary>Latest, Default or a number.</summary>
    [Parameter]
    [Alias("Version")]
    [DocumentVersionTransformation]
    [ValidatePattern(WholePattern.DocumentVersion, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentVersionCompleter))]
    public string? DocumentVersion { get; set; }

    /// <summary>Only documents of this owner: Self, Amazon, Public, Private, ThirdParty, All, or the number of an account.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DocumentOwnerCompleter))]
    public string? Owner { get; set; }

    /// <summary>Only documents that run on one of these platforms.</summary>
    [Parameter]
    [Alias("Platform")]
    [ValidateSet(RunCommandPS.PlatformType.Windows, RunCommandPS.PlatformType.Linux, RunCommandPS.PlatformType.MacOS)]
    public string[]? PlatformType { get; set; }

    /// <summary>Only documents with these tags, all of them.</summary>
    [Parameter]
    [TagFilterTransformation]
    public QueryFilter[]? Tag { get; set; }

    /// <summary>At most this many documents of a list; no more pages are read than necessary.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Describes the documents that are named without wildcards.</summary>
    protected override void ProcessRecord()
    {
        foreach (var reference in Name ?? [])
        {
            if (reference.IsPattern || IsFiltered)
            {
                _patterns.Add(WildcardPattern.Get(
                    reference.IsPattern ? reference.Name : WildcardPattern.Escape(reference.Name), WildcardOptions.IgnoreCase));
            }
            else
            {
                var connection = Connection(reference.Origin);
                Run((output, stop) => DescribeAsync(reference, connection, output, stop));
            }
        }
    }

    /// <summary>Lists the others.</summary>
    protected override void EndProcessing()
    {
        // An empty pipeline names no documents; that is not the same as specifying none.
        if (_patterns.Count == 0 && (Name is not null || MyInvocation.ExpectingInput))
        {
            return;
        }

        if (DocumentVersion is not null)
        {
            ThrowTerminatingError(ErrorRecords.From(
                InputErrors.Input(
                    "-DocumentVersion can't be used with a list of documents, which has one version of each.",
                    "Specify the full name of a document with it, and no filters."),
                Name));
        }

        _left = First ?? int.MaxValue;
        var connection = Connection();
        Run((output, stop) => ListAsync(connection, output, stop));
        _progress.Close(this);
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => Name?.Select(reference => reference.Name).ToArray();

    private bool IsFiltered => (Owner ?? (object?)PlatformType ?? Tag ?? (object?)First) is not null;

    private async Task DescribeAsync(
        DocumentReference reference, ConnectionOptions connection, PipelineOutput output, CancellationToken stop)
    {
        try
        {
            var (document, problem) = await Reader(connection, output)
                .DescribeAsync(reference.Name, DocumentVersion ?? reference.Version, stop).ConfigureAwait(false);
            await output.WriteAsync(document).ConfigureAwait(false);
            if (problem is not null)
            {
                await output.WarnAsync(
                    $"The parameters of '{document.Name}' are listed without their allowed values, because its "
                        + $"content can't be read: {problem.Message}").ConfigureAwait(false);
            }
        }
        catch (RunCommandException exception) when (exception.Kind == ErrorKind.ObjectNotFound)
        {
            await output.ErrorAsync(ErrorRecords.From(exception, reference.Name)).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(ConnectionOptions connection, PipelineOutput output, CancellationToken stop)
    {
        var query = new DocumentQuery
        {
            Filters =
            [
                .. new[]
                {
                    QueryFilter.Of(
                        QueryFilter.Owner, Owner is null ? null : [ServiceValues.Canonical(Owner, ServiceValues.DocumentOwners)]),
                    QueryFilter.Of(
                        QueryFilter.PlatformTypes,
                        PlatformType?.Select(platform => ServiceValues.Canonical(platform, ServiceValues.PlatformTypes)).ToArray()),
                }.OfType<QueryFilter>(),
                .. Tag ?? [],
            ],
        };
        var documents = _progress.Over(Reader(connection, output).DocumentsAsync(query, stop), output, stop);
        await foreach (var document in documents.ConfigureAwait(false))
        {
            if (_patterns.Count > 0 && !_patterns.Exists(pattern => pattern.IsMatch(document.Name)))
            {
                continue;
            }

            await output.WriteAsync(document).ConfigureAwait(false);
            if (--_left == 0)
            {
                return;
            }
        }
    }

    private static DocumentReader Reader(ConnectionOptions connection, PipelineOutput output) => new(SessionService.Of(connection, output));
}
