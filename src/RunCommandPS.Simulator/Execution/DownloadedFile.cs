namespace RunCommandPS.Simulator.Execution;

/// <summary>A file that a step has fetched.</summary>
/// <param name="Path">Where it goes: under the folder of the command's files, or from the root if the step says so.</param>
/// <param name="Content">What is in it.</param>
internal sealed record DownloadedFile(string Path, byte[] Content)
{
    /// <summary>Whether it goes to a place on the machine.</summary>
    public bool IsOutside => System.IO.Path.IsPathRooted(Path);
}
