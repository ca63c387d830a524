using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;
using Microsoft.Testing.Platform.Services;
using RunCommandPS.Specs;

var builder = await TestApplication.CreateBuilderAsync(args);
builder.CommandLine.AddProvider(() => new SpecCommandLine());
builder.RegisterTestFramework(
    _ => new TestFrameworkCapabilities(),
    (_, services) => new SpecFramework(SpecCommandLine.Read(services.GetCommandLineOptions())));
using var application = await builder.BuildAsync();
return await application.RunAsync();
