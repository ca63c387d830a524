using System.Globalization;

namespace RunCommandPS.Simulator.Host;

/// <summary>The command-line options.</summary>
internal sealed record HostArguments(SimulatorOptions Options, string Shell, bool ShowHelp)
{
    public const string PowerShell = "powershell";

    public const string Help = """
        Serves Run Command on this machine, for the AWS CLI, boto3, RunCommandPS and any other client.
        Prints the environment a client needs, and serves until it is stopped (Ctrl+C, SIGTERM).
        Writes a line per request to standard error: time, operation, HTTP status, error, request id, milliseconds.

          --nodes N            number of nodes to make up (3, or 0 with --fleet)
          --fleet FILE         JSON or YAML list of nodes, each with members such as Name, PlatformType, Tags, State
          --platform P         their platform: Linux, Windows or MacOS (Linux)
          --port N             TCP port; 0 lets the system pick one (0)
          --bind ADDRESS       IP address to listen on (127.0.0.1); any but loopback needs --allow-remote
          --allow-remote       lets other machines call, in clear text; they need the keys that are printed
          --region R           region that requests are signed for (us-east-1)
          --documents PATH     document file (.json, .yaml, .yml) or folder of them; can be repeated
          --execution MODE     None: scripts succeed at once; Process: they run on this machine (None)
          --time-scale N       how many times faster than real time commands run (1)
          --faults FILE        JSON or YAML list of faults: Kind, and for which calls (Operation, Calls, Probability)
          --account ID         id of the account, 12 digits (111122223333)
          --role ARN           role that can be assumed; can be repeated
          --bucket NAME        S3 bucket that output can go to; can be repeated
          --state FILE         keeps commands and clients' documents in this file; continues from it when restarted
          --seed N             seed for ids and chance (0, with new command ids at each start)
          --print SHELL        how the environment is printed: sh or powershell (sh)
          --help               shows this

        """;

    private const int DefaultNodeCount = 3;

    /// <summary>How many nodes to make up; null if not specified.</summary>
    public int? NodeCount { get; init; }

    /// <summary>File that describes nodes; null for none.</summary>
    public string? FleetPath { get; init; }

    /// <summary>File that describes faults; null for none.</summary>
    public string? FaultsPath { get; init; }

    /// <exception cref="FormatException">An option is unknown, lacks its value or has an invalid one.</exception>
    public static HostArguments Parse(IReadOnlyList<string> arguments)
    {
        var result = new HostArguments(new SimulatorOptions(), "sh", ShowHelp: false);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name is "--help" or "-h")
            {
                return result with { ShowHelp = true };
            }

            var options = result.Options;
            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"The option {name} requires a value.");
            result = name switch
            {
                "--nodes" => result with { NodeCount = Number(name, Value(), 1_000_000) },
                "--fleet" => result with { FleetPath = Value() },
                "--platform" => result with { Options = options with { Platform = OneOf(name, Value(), ServiceValues.PlatformTypes) } },
                "--port" => result with { Options = options with { Port = Number(name, Value(), ushort.MaxValue) } },
                "--bind" => result with { Options = options with { Address = Value() } },
                "--allow-remote" => result with { Options = options with { AllowRemote = true } },
                "--region" => result with { Options = options with { Region = Value() } },
                "--account" => result with { Options = options with { AccountId = Value() } },
                "--role" => result with { Options = options with { Roles = [.. options.Roles ?? [], Value()] } },
                "--bucket" => result with { Options = options with { Buckets = [.. options.Buckets ?? [], Value()] } },
                "--documents" => result with { Options = options with { DocumentPaths = [.. options.DocumentPaths, Value()] } },
                "--execution" => result with
                {
                    Options = options with { Execution = Enum.Parse<ExecutionMode>(OneOf(name, Value(), Enum.GetNames<ExecutionMode>())) },
                },
                "--time-scale" => result with { Options = options with { TimeScale = Scale(name, Value()) } },
                "--faults" => result with { FaultsPath = Value() },
                "--state" => result with { Options = options with { StatePath = Value() } },
                "--seed" => result with { Options = options with { Seed = Number(name, Value(), int.MaxValue) } },
                "--print" => result with { Shell = OneOf(name, Value(), ["sh", PowerShell]) },
                _ => throw new FormatException($"There is no option '{name}'."),
            };
        }

        return result with
        {
            Options = result.Options with { NodeCount = result.NodeCount ?? (result.FleetPath is null ? DefaultNodeCount : 0) },
        };
    }

    private static double Scale(string name, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale > 0
            ? scale
            : throw new FormatException($"The option {name} requires a number above 0, such as 60 or 0.5, not '{value}'.");

    private static int Number(string name, string value, int maximum) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum
            ? number
            : throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"The option {name} requires a number from 0 to {maximum}, not '{value}'."));

    private static string OneOf(string name, string value, IReadOnlyList<string> values) =>
        values.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException($"The option {name} takes {string.Join(" or ", values)}, not '{value}'.");
}
