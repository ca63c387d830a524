namespace RunCommandPS.Simulator.Execution;

/// <summary>Puts what steps have fetched where the scripts look for it.</summary>
/// <remarks>
/// CHOICE: a node keeps no folder for a command. What goes to a place on the machine is written by the step that fetches it;
/// the rest is put into the folder of each following script, which is removed with the script.
/// </remarks>
internal static class ContentFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Does the work of a step that fetches.</summary>
    public static StepResult Save(ContentSource contents, ContentDownload download) => Report(contents, download, static files =>
    {
        foreach (var file in files.Where(static file => file.IsOutside))
        {
            Write(file.Path, file.Content);
        }
    });

    /// <summary>Reports the result of a step that fetches, and writes nothing.</summary>
    public static StepResult Look(ContentSource contents, ContentDownload download) => Report(contents, download, static _ => { });

    /// <summary>Puts what the steps before a script have fetched into the script's folder.</summary>
    /// <returns>The folder to run in.</returns>
    public static string Fill(ContentSource contents, string folder, StepTask task, SimulatedNode node)
    {
        var files = task.Earlier.Where(download => download.Platforms.Contains(node.PlatformType))
            .SelectMany(download => Had(contents, download)).Where(static file => !file.IsOutside).ToList();
        if (files.Count == 0)
        {
            return folder;
        }

        var downloads = Directory.CreateDirectory(Path.Combine(folder, "downloads")).FullName;
        foreach (var file in files)
        {
            Write(Path.Combine(downloads, file.Path), file.Content);
        }

        return downloads;
    }

    private static StepResult Report(ContentSource contents, ContentDownload download, Action<IReadOnlyList<DownloadedFile>> save)
    {
        try
        {
            var files = contents.Fetch(download);
            save(files);
            return StepResult.Success with { StandardOutput = $"Fetched {string.Join(", ", files.Select(static file => file.Path))}\n" };
        }
        catch (Exception error) when (error is ContentException or IOException or UnauthorizedAccessException)
        {
            return StepResult.NotRun(error.Message);
        }
    }

    // What could not be fetched has failed its own step.
    private static IReadOnlyList<DownloadedFile> Had(ContentSource contents, ContentDownload download)
    {
        try
        {
            return contents.Fetch(download);
        }
        catch (ContentException)
        {
            return [];
        }
    }

    // As the agent writes them, so that a script can be called by its name.
    private static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
    }
}
