namespace RunCommandPS.Sending;

/// <summary>A request, and how to reach where it goes.</summary>
/// <param name="Place">How.</param>
/// <param name="Request">The request, of at most 50 nodes.</param>
internal sealed record PlacedRequest(ConnectionOptions Place, SendCommandRequest Request);
