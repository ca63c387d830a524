namespace RunCommandPS.Connection;

/// <summary>Prompts the user for a code from an MFA device.</summary>
internal interface ICodePrompt
{
    /// <summary>Prompts once.</summary>
    /// <param name="device">The serial number or ARN of the device.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The code; null if no one can be prompted.</returns>
    Task<string?> AskAsync(string device, CancellationToken cancellationToken);
}
