using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>A cmdlet that calls the service: the connection parameters, once for all of them, and a pump for the calls.</summary>
public abstract class RemoteCmdlet : PSCmdlet, IDisposable
{
    private readonly PipelinePump _pump;

    private protected RemoteCmdlet() => _pump = new PipelinePump(this, OnUndelivered, () => ErrorTarget);

    /// <summary>AWS region. Otherwise the region of the piped object, of the running simulator, or of the usual chain.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Profile of the shared AWS configuration.</summary>
    [Parameter]
    [Alias("AWSProfileName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>Credentials file that has the profile, instead of the usual one.</summary>
    [Parameter]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    [ValidateNotNullOrEmpty]
    public string? ProfileLocation { get; set; }

    /// <summary>Access key id. Goes with -SecretKey.</summary>
    [Parameter]
    [Alias("AK")]
    [ValidateNotNullOrEmpty]
    public string? AccessKey { get; set; }

    /// <summary>Secret access key. Goes with -AccessKey.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    [SecretTransformation]
    [ValidateNotNull]
    public Secret? SecretKey { get; set; }

    /// <summary>Session token of temporary credentials. Goes with -AccessKey and -SecretKey.</summary>
    [Parameter]
    [Alias("ST")]
    [SecretTransformation]
    [ValidateNotNull]
    public Secret? SessionToken { get; set; }

    /// <summary>Address of the service, instead of the region's own: <c>http</c> or <c>https</c>.</summary>
    [Parameter]
    [EndpointTransformation]
    [ValidateNotNull]
    public Uri? EndpointUrl { get; set; }

    /// <summary>Seconds that one call of the service may take, its retries included, 1 to 3600; 100 if not given.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? RequestTimeoutSeconds { get; set; }

    /// <summary>
    /// How to reach the service: explicit parameters first, then where the piped object came from, then the running simulator, then
    /// the usual chain.
    /// </summary>
    /// <param name="origin">Where the piped object came from; null where there is none.</param>
    private protected ConnectionOptions Connection(ConnectionOrigin? origin = null)
    {
        var explicitly = Explicitly();
        var options =
            origin is not null ? origin.Revisit(explicitly)
            : explicitly == ConnectionOptions.Default ? ModuleSession.Current.Simulators.Connection ?? explicitly
            : explicitly;
        return RequestTimeoutSeconds is { } seconds ? options with { RequestTimeout = TimeSpan.FromSeconds(seconds) } : options;
    }

    /// <summary>The line that called the cmdlet, without the secrets on it.</summary>
    private protected string CommandLine
    {
        get
        {
            var line = MyInvocation.Line.Trim();
            foreach (var secret in new[] { SecretKey, SessionToken }.OfType<Secret>())
            {
                line = line.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
            }

            return EndpointAddress.ShowAll(line);
        }
    }

    // A bad parameter ends the cmdlet: there is no item that would be better off.
    private ConnectionOptions Explicitly()
    {
        try
        {
            return new ConnectionOptions
            {
                Region = Region,
                ProfileName = ProfileName,
                ProfileLocation = ProfileLocation is null ? null : FilePath(ProfileLocation),
                AccessKey = AccessKey,
                SecretKey = SecretKey,
                SessionToken = SessionToken,
                EndpointUrl = EndpointUrl is null ? null : Address(EndpointUrl.OriginalString),
            };
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, ErrorTarget));
            throw;
        }
    }

    // What can't be an Uri at all arrives escaped.
    private static Uri Address(string text) =>
        EndpointAddress.Of(text) ?? throw ConnectionErrors.InvalidEndpoint("-EndpointUrl", Uri.UnescapeDataString(text));

    private string FilePath(string path)
    {
        try
        {
            return GetUnresolvedProviderPathFromPSPath(path);
        }
        catch (Exception exception)
            when (exception is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException or NotSupportedException)
        {
            throw ConnectionErrors.Invalid(
                $"-ProfileLocation '{path}' is not the path of a file: {exception.Message}", "Give it the path of a credentials file.");
        }
    }

    /// <summary>Ctrl+C.</summary>
    protected sealed override void StopProcessing() => _pump.Stop();

    /// <summary>PowerShell calls this when the pipeline is done with the cmdlet, however it ended.</summary>
    public void Dispose()
    {
        _pump.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="PipelinePump.Start"/>
    private protected void Start(Func<PipelineOutput, CancellationToken, Task> work) => _pump.Start(work);

    /// <inheritdoc cref="PipelinePump.Finish"/>
    private protected void Finish() => _pump.Finish();

    /// <inheritdoc cref="PipelinePump.Run"/>
    private protected void Run(Func<PipelineOutput, CancellationToken, Task> work) => _pump.Run(work);

    /// <inheritdoc cref="PipelinePump.RunToEnd"/>
    private protected void RunToEnd(Func<PipelineOutput, CancellationToken, Task> work, Action ended) => _pump.RunToEnd(work, ended);

    /// <inheritdoc cref="PipelinePump.PumpUntil"/>
    private protected void PumpUntil(Task step) => _pump.PumpUntil(step);

    /// <inheritdoc cref="PipelinePump.WorkEnded"/>
    private protected bool WorkEnded => _pump.WorkEnded;

    /// <summary>What the cmdlet is about, as the target of an error that ends it.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <summary>Is given objects and errors that the work had to say when the pipeline no longer listened.</summary>
    /// <param name="values">The objects, in order.</param>
    /// <param name="errors">The errors, in order.</param>
    private protected virtual void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
    }
}
