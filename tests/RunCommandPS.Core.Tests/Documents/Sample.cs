using System.Text.Json.Nodes;
using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

/// <summary>Small documents for the tests of this folder.</summary>
internal static class Sample
{
    internal const string ShellStep = """{ "action": "aws:runShellScript", "name": "run", "inputs": { "runCommand": "{{ commands }}" } }""";

    internal static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing = new Dictionary<string, IReadOnlyList<string>>();

    internal static CommandDocument Parse(string json) => CommandDocument.Parse(JsonNode.Parse(json));

    /// <summary>A document of schema 2.2 with these parameters and one shell step.</summary>
    internal static CommandDocument WithParameters(string parameters) =>
        Parse($$"""{ "schemaVersion": "2.2", "parameters": {{parameters}}, "mainSteps": [ {{ShellStep}} ] }""");

    /// <summary>A document of schema 2.2 with these steps and the parameter "mode".</summary>
    internal static CommandDocument WithSteps(params string[] steps) =>
        Parse($$"""{ "schemaVersion": "2.2", "parameters": { "mode": { "type": "String", "default": "fast" } },"""
            + $$""" "mainSteps": [ {{string.Join(',', steps)}} ] }""");

    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Given(params (string Name, string[] Values)[] parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => (IReadOnlyList<string>)parameter.Values);
}
