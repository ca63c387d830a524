using RunCommandPS.Help;

if (args is not [var docsFolder, var outputFolder, var address])
{
    await Console.Error.WriteLineAsync("Usage: RunCommandPS.Help <docsFolder> <outputFolder> <address>").ConfigureAwait(false);
    return 2;
}

var errors = HelpCompiler.Compile(docsFolder, outputFolder, "RunCommandPS.dll", address);
foreach (var error in errors)
{
    await Console.Error.WriteLineAsync(error.ToString()).ConfigureAwait(false);
}

return errors.Count == 0 ? 0 : 1;
