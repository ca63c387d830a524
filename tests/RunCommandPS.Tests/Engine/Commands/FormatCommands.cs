using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>Format-Table as it is: the engine has all of it but the class that carries the name.</summary>
/// <remarks>The whole command; only its inner part is made by reflection, because its type is not public.</remarks>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    public FormatTableCommand() => FormatPart.Set(this, "InnerFormatShapeCommand", "Table");
}

/// <summary>Format-List as it is: see <see cref="FormatTableCommand"/>.</summary>
/// <remarks>The whole command; only its inner part is made by reflection, because its type is not public.</remarks>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    public FormatListCommand() => FormatPart.Set(this, "InnerFormatShapeCommand", "List");
}

/// <summary>The engine's not public parts of formatting.</summary>
internal static class FormatPart
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static string Namespace => typeof(FrontEndCommandBase).Namespace!;

    /// <summary>Makes a part by name; of <paramref name="shape"/>, where it formats.</summary>
    public static object Set(FrontEndCommandBase command, string part, string? shape = null)
    {
        object[] arguments = shape is null ? [] : [Enum.Parse(Type("FormatShape"), shape)];
        var implementation = Make(part, arguments);
        typeof(FrontEndCommandBase).GetField("implementation", Any)!.SetValue(command, implementation);
        return implementation;
    }

    public static object Make(string part, params object[] arguments) =>
        Activator.CreateInstance(Type(part), Any, binder: null, arguments, culture: null)!;

    private static Type Type(string name) => typeof(FrontEndCommandBase).Assembly.GetType($"{Namespace}.{name}", throwOnError: true)!;
}
