using System.Net.Sockets;
using System.Runtime.InteropServices;
using RunCommandPS.Simulator;
using RunCommandPS.Simulator.Host;

HostArguments arguments;
try
{
    arguments = HostArguments.Parse(args);
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine("Run with --help to see the options.");
    return 2;
}

if (arguments.ShowHelp)
{
    Console.Write(HostArguments.Help);
    return 0;
}

// Before anything is printed: the reader of the first line may already request the stop.
using var stop = new ManualResetEventSlim();
void RequestStop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Set();
}

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestStop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestStop);

try
{
    var faults = DescriptionFile.Faults(arguments.FaultsPath);
    using var log = new RequestLines(new StreamWriter(Console.OpenStandardError()));
    using var simulator = RunCommandSimulator.Start(
        arguments.Options with { Nodes = DescriptionFile.Nodes(arguments.FleetPath, arguments.Options) });
    simulator.RequestAnswered += (_, request) => log.Add(request);
    simulator.ProblemOccurred += static (_, problem) => Console.Error.WriteLine(problem);
    foreach (var problem in simulator.Problems)
    {
        Console.Error.WriteLine(problem);
    }

    foreach (var fault in faults)
    {
        simulator.InjectFault(fault);
    }

    Console.Write(EnvironmentLines.Of(simulator, arguments.Shell));
    stop.Wait();
    return 0;
}
catch (Exception error) when (error is ArgumentException or SocketException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The simulator can't start: {error.Message}");
    return 1;
}
