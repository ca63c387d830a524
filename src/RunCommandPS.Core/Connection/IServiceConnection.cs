namespace RunCommandPS.Connection;

/// <summary>Run Command, and the buckets that its commands write to, reached as one caller.</summary>
internal interface IServiceConnection : IDisposable
{
    /// <summary>Run Command.</summary>
    IRunCommandService Service { get; }

    /// <summary>The buckets.</summary>
    IOutputStore Store { get; }

    /// <summary>Where the region and the credentials come from, in whole sentences and without any key.</summary>
    /// <param name="said">Who said what the connection was made from.</param>
    string Describe(ConnectionSources said);

    /// <summary>Sees to it that there are credentials to sign with, for which somebody may have to be asked.</summary>
    /// <param name="prompt">Asks; null where nobody can be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NoCredentialsException">There are none to be had.</exception>
    Task AuthenticateAsync(ICodePrompt? prompt, CancellationToken cancellationToken);
}
