namespace RunCommandPS.Simulator.Execution;

/// <summary>Actions that do something here besides those that run scripts.</summary>
internal static class PluginName
{
    /// <summary>Fetches files for the steps that follow.</summary>
    public const string DownloadContent = "aws:downloadContent";

    /// <summary>Runs the steps of another document.</summary>
    public const string RunDocument = "aws:runDocument";
}
