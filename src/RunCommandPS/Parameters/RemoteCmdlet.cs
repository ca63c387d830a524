using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Credentials;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>A cmdlet that calls the service: the connection parameters, once for all of them, and a pump for the calls.</summary>
public abstract class RemoteCmdlet : PSCmdlet, IDisposable
{
    private readonly PipelinePump _pump;
    private IReadOnlyList<ConnectionOptions>? _explicitly;
    private Reached? _last;
    private ConnectionDefaults? _defaults;
    private SamePlaces? _places;

    private protected RemoteCmdlet() => _pump = new PipelinePump(this, OnUndelivered, () => ErrorTarget);

    /// <summary>AWS Regions. The default is the Region of the piped object, of the running simulator, or of the usual chain.</summary>
    [Parameter]
    [RegionTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? Region { get; set; }

    /// <summary>Profiles of the shared AWS configuration.</summary>
    [Parameter]
    [Alias("AWSProfileName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[]? ProfileName { get; set; }

    /// <summary>Credentials file that has the profile, instead of the usual one.</summary>
    [Parameter]
    [Alias("AWSProfilesLocation", "ProfilesLocation")]
    [ValidateNotNullOrEmpty]
    public string? ProfileLocation { get; set; }

    /// <summary>Access key id. Used together with -SecretKey.</summary>
    [Parameter]
    [Alias("AK")]
    [ValidateNotNullOrEmpty]
    public string? AccessKey { get; set; }

    /// <summary>Secret access key. Used together with -AccessKey.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    [SecretTransformation]
    [ValidateNotNull]
    public Secret? SecretKey { get; set; }

    /// <summary>Session token of temporary credentials. Used together with -AccessKey and -SecretKey.</summary>
    [Parameter]
    [Alias("ST")]
    [SecretTransformation]
    [ValidateNotNull]
    public Secret? SessionToken { get; set; }

    /// <summary>
    /// Credentials as an object: of AWS.Tools, as Use-STSRole and Get-STSSessionToken return them, a hashtable with AccessKeyId,
    /// SecretAccessKey and SessionToken, or a PSCredential with the keys.
    /// </summary>
    [Parameter]
    [CredentialTransformation]
    [ValidateNotNull]
    public GivenCredential? Credential { get; set; }

    /// <summary>
    /// ARN of a role to assume with the credentials that the other parameters specify. <c>{AccountId}</c> in it is replaced by each
    /// -AccountId.
    /// </summary>
    [Parameter]
    [SpecText(RoleLimits.ArnPattern, "the ARN of a role, such as arn:aws:iam::111122223333:role/operators")]
    [ValidatePattern(WholePattern.RoleArn, Options = SpecPattern.Options)]
    [ValidateLength(RoleLimits.ArnMinimumLength, RoleLimits.ArnMaximumLength)]
    public string? RoleArn { get; set; }

    /// <summary>Accounts to assume the role in, 12 digits each.</summary>
    [Parameter]
    [SpecText(RoleLimits.AccountIdPattern, "an account id: 12 digits, in quotes if the first is 0")]
    [ValidatePattern(WholePattern.AccountId, Options = SpecPattern.Options)]
    public string[]? AccountId { get; set; }

    /// <summary>What the owner of the role requires of those who assume it.</summary>
    [Parameter]
    [SpecText(RoleLimits.ExternalIdPattern, "an external id: letters, digits and _ + = , . @ : / -")]
    [ValidatePattern(WholePattern.ExternalId, Options = SpecPattern.Options)]
    [ValidateLength(RoleLimits.ExternalIdMinimumLength, RoleLimits.ExternalIdMaximumLength)]
    public string? ExternalId { get; set; }

    /// <summary>Name of the role's session, as CloudTrail shows it; the default is RunCommandPS and the time.</summary>
    [Parameter]
    [SpecText(RoleLimits.SessionNamePattern, "a session name: letters, digits and _ + = , . @ -")]
    [ValidatePattern(WholePattern.RoleSessionName, Options = SpecPattern.Options)]
    [ValidateLength(RoleLimits.SessionNameMinimumLength, RoleLimits.SessionNameMaximumLength)]
    public string? RoleSessionName { get; set; }

    /// <summary>Address of the service, instead of the Region's own: <c>http</c> or <c>https</c>.</summary>
    [Parameter]
    [EndpointTransformation]
    [ValidateNotNull]
    public Uri? EndpointUrl { get; set; }

    /// <summary>Seconds that one call to the service may take, retries included, 1 to 3600; the default is 100.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int? RequestTimeoutSeconds { get; set; }

    /// <summary>
    /// How to reach the service: explicit parameters first, then where the piped object came from, then the running simulator, then what
    /// AWS.Tools keeps in the session, then the usual chain. Several places are a terminating error.
    /// </summary>
    /// <param name="origin">Where the piped object came from; null if there is none.</param>
    private protected ConnectionOptions Connection(ConnectionOrigin? origin = null) => Connections(origin) is [var only]
        ? only
        : throw Ended(ConnectionErrors.OnePlace(_explicitly!.Count));

    /// <summary>Knows which words lead to one place.</summary>
    private protected SamePlaces Places => _places ??= new(options => Connection(ModuleSession.Current.Connect(options).Origin));

    /// <summary>The same for each region of each account of each profile that the parameters name.</summary>
    /// <inheritdoc cref="Connection"/>
    private protected IReadOnlyList<ConnectionOptions> Connections(ConnectionOrigin? origin = null)
    {
        // Successive objects come from one place, and there may be a million.
        if (_last is { } last && last.Origin == origin)
        {
            return last.Connections;
        }

        // Once per cmdlet: no object from the pipeline changes it.
        _explicitly ??= Explicitly();
        var timeout = RequestTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        IReadOnlyList<ConnectionOptions> connections =
            [.. Completed(origin).Select(place => timeout is null ? place : place with { RequestTimeout = timeout })];
        _last = new Reached(origin, connections);
        return connections;
    }

    private List<ConnectionOptions> Completed(ConnectionOrigin? origin)
    {
        try
        {
            _defaults ??= new ConnectionDefaults(SessionState.PSVariable);
            return _explicitly!.Select(said =>
                origin is null ? _defaults.Complete(said) : _defaults.OfTools(origin.Revisit(said))).ToList();
        }
        catch (InvalidConnectionException exception)
        {
            throw Ended(exception);
        }
    }

    /// <summary>The line that called the cmdlet, without the secrets on it.</summary>
    private protected string CommandLine
    {
        get
        {
            var line = MyInvocation.Line.Trim();
            foreach (var secret in new[] { SecretKey, SessionToken }.OfType<Secret>().Concat(Credential?.Secrets ?? []))
            {
                line = line.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
            }

            return EndpointAddress.ShowAll(line);
        }
    }

    // A bad parameter ends the cmdlet: no item would fare better.
    private IReadOnlyList<ConnectionOptions> Explicitly()
    {
        try
        {
            if (ConnectionProduct.WantsAccount(RoleArn) != AccountId is { Length: > 0 })
            {
                throw ConnectionProduct.WantsAccount(RoleArn) ? ConnectionErrors.NoAccount() : ConnectionErrors.NoPlaceForAccount();
            }

            if (Credential is not null && OtherCaller is { } other)
            {
                throw ConnectionErrors.OneCaller(other);
            }

            var common = new ConnectionOptions
            {
                ProfileLocation = ProfileLocation is null ? null : FilePath(ProfileLocation),
                AccessKey = AccessKey,
                SecretKey = SecretKey,
                SessionToken = SessionToken,
                RoleArn = RoleArn,
                RoleSessionName = RoleSessionName,
                ExternalId = ExternalId,
                EndpointUrl = EndpointUrl is null ? null : Address(EndpointUrl.OriginalString),
                Sources = new ConnectionSources(
                    Region is null ? null : "-Region",
                    Credential is not null ? "-Credential provides" : AccessKey is not null ? "-AccessKey provides" : null),
            };
            return ConnectionProduct.Of(Credential?.On(common) ?? common, ProfileName ?? [], AccountId ?? [], Region ?? []);
        }
        catch (RunCommandException exception)
        {
            throw Ended(exception);
        }
    }

    // The other parameter besides -Credential that specifies the caller; null for none.
    private string? OtherCaller =>
        ProfileName is not null ? "-ProfileName" : ProfileLocation is not null ? "-ProfileLocation" : AccessKey is not null ? "-AccessKey"
        : SecretKey is not null ? "-SecretKey" : SessionToken is not null ? "-SessionToken" : null;

    private RunCommandException Ended(RunCommandException exception)
    {
        ThrowTerminatingError(ErrorRecords.From(exception, ErrorTarget));
        return exception;
    }

    // What can't be a Uri at all arrives escaped.
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
                $"-ProfileLocation '{path}' is not a file path: {exception.Message}", "Set it to the path of a credentials file.");
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

    /// <summary>Is passed objects and errors that the work still had to write when the pipeline no longer listened.</summary>
    /// <param name="values">The objects, in order.</param>
    /// <param name="errors">The errors, in order.</param>
    private protected virtual void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
    }

    private sealed record Reached(ConnectionOrigin? Origin, IReadOnlyList<ConnectionOptions> Connections);
}
