using System.Text.Json;
using System.Xml;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>One operation of a service that speaks the query protocol.</summary>
/// <param name="Name">Its name, the parameter Action.</param>
/// <param name="Input">What a request may contain, and nothing else.</param>
/// <param name="Execute">Carries it out on a request that matches <paramref name="Input"/>, and writes the result's elements.</param>
internal sealed record QueryOperation(string Name, Shape Input, Action<JsonElement, Caller, XmlWriter> Execute);
