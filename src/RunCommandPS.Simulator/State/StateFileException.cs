namespace RunCommandPS.Simulator.State;

/// <summary>A state file that can't be used. The message says why and what to do.</summary>
internal sealed class StateFileException(string message, Exception? innerException = null) : ArgumentException(message, innerException);
