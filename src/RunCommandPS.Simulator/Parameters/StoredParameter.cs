namespace RunCommandPS.Simulator.Parameters;

/// <summary>One version of a parameter.</summary>
/// <param name="Name">Its name, with the slashes of its path.</param>
/// <param name="Type">String or StringList.</param>
/// <param name="Value">Its value; that of a list with commas between the items.</param>
/// <param name="Version">From 1, one more with every change.</param>
/// <param name="Tier">Standard or Advanced.</param>
/// <param name="Modified">When it was put.</param>
internal sealed record StoredParameter(string Name, string Type, string Value, int Version, string Tier, DateTimeOffset Modified)
{
    public const string StringType = "String";

    public const string ListType = "StringList";

    public const string SecureType = "SecureString";

    public const string StandardTier = "Standard";

    public const string AdvancedTier = "Advanced";

    public const string AutomaticTier = "Intelligent-Tiering";

    /// <summary>The only type of data that is supported.</summary>
    public const string TextData = "text";
}
