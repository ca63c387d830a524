namespace RunCommandPS.Connection;

/// <summary>Run Command, and the buckets that its commands write to, reached as one caller.</summary>
internal interface IServiceConnection : IDisposable
{
    /// <summary>Run Command.</summary>
    IRunCommandService Service { get; }

    /// <summary>The buckets.</summary>
    IOutputStore Store { get; }

    /// <summary>Where the region and the credentials come from, in whole sentences and without any key.</summary>
    /// <param name="said">Where what the connection was made from was specified.</param>
    string Describe(ConnectionSources said);

    /// <summary>
    /// Starts to connect to the service, so that the first call finds a connection. Failures are left for that call to report.
    /// </summary>
    void Prepare();

    /// <summary>Ensures that there are credentials to sign with, which may require a prompt.</summary>
    /// <param name="prompt">Prompts; null if no one can be prompted.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NoCredentialsException">There are none.</exception>
    Task AuthenticateAsync(ICodePrompt? prompt, CancellationToken cancellationToken);
}
