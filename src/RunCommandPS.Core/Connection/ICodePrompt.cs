namespace RunCommandPS.Connection;

/// <summary>Asks whoever sits there for the code of a multi-factor device.</summary>
internal interface ICodePrompt
{
    /// <summary>Asks once.</summary>
    /// <param name="device">The serial number or ARN of the device.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The code; null where nobody can be asked.</returns>
    Task<string?> AskAsync(string device, CancellationToken cancellationToken);
}
