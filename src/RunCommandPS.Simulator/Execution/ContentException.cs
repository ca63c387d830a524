namespace RunCommandPS.Simulator.Execution;

/// <summary>Something that a step requires is not available. The message is what the step writes to standard error.</summary>
internal sealed class ContentException(string message) : Exception(message);
