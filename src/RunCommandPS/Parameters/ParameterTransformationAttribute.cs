using System.Management.Automation;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>
/// Takes values for a document as any names and values, and refuses what can only be an argument in the wrong place: a list of ids without
/// commas shifts every argument after it by one place, and with -FilePath there is no place for a script.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ParameterTransformationAttribute : ParameterMapTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => MemberReader.Unwrap(inputData) switch
    {
        string text when !IsJson(text) => throw Misplaced(text),
        ScriptBlock script => throw Misplaced(script),
        _ => base.Transform(engineIntrinsics, inputData),
    };

    private static bool IsJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static ArgumentTransformationMetadataException Misplaced(object argument) => new(
        $"'{InputText.Of(argument)}' was passed where the document's parameters are expected, as in @{{ Name = value }}. "
            + "If it is something else, put commas between ids, -InstanceId $a, $b; write -Parameter and -DocumentName before their "
            + "values; and specify a script or -FilePath, not both.");
}
