namespace RunCommandPS.Documents;

/// <summary>Types of a document's parameters; the names are the ones documents use.</summary>
public enum ParameterType
{
    /// <summary>One text.</summary>
    String,

    /// <summary>Any number of texts.</summary>
    StringList,

    /// <summary>One whole number.</summary>
    Integer,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Any number of JSON objects.</summary>
    MapList,

    /// <summary>One JSON object.</summary>
    StringMap,
}
