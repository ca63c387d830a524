using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Management.Automation.Language;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>Arguments of a PowerShell script as source text: in order, or by the names of its parameters.</summary>
/// <param name="Declarations">Statements before the call.</param>
/// <param name="Call">What comes after the script in the call.</param>
internal sealed record PowerShellArguments(IReadOnlyList<string> Declarations, string Call)
{
    private const string Named = "RunCommandArguments";

    /// <summary>
    /// The arguments. A hashtable that is the only argument names parameters, as <c>@arguments</c> does; if the script has none, among
    /// others, or of another type, it is a value.
    /// </summary>
    /// <param name="arguments">What the caller passed.</param>
    /// <param name="script">The script.</param>
    /// <exception cref="RunCommandException">A value can't be passed, or the script has no such parameter.</exception>
    public static PowerShellArguments Of(IReadOnlyList<object?> arguments, ScriptBlockAst script)
    {
        if (script is not { ParamBlock: null, DynamicParamBlock: null }
            && arguments is [var only] && MemberReader.Unwrap(only) is Hashtable or OrderedDictionary)
        {
            var values = (IDictionary)MemberReader.Unwrap(arguments[0])!;
            var pairs = values.Keys.Cast<object>().Select(
                key => $"{PowerShellLiteral.Text($"{key}")} = {PowerShellLiteral.Of(values[key], $"argument -{key}")}").ToList();
            foreach (var key in values.Keys)
            {
                Verify($"{key}", script);
            }

            return new([$"${Named} = @{{ {string.Join("; ", pairs)} }}"], $" @{Named}");
        }

        return new([], string.Concat(
            arguments.Select((argument, index) => " " + PowerShellLiteral.Of(argument, $"argument {index + 1}"))));
    }

    // A mistake is found here, and not on every node of the fleet. Parameters that a script creates while it runs can't be known.
    private static void Verify(string name, ScriptBlockAst script)
    {
        if (script.DynamicParamBlock is not null)
        {
            return;
        }

        ParameterAst[] parameters = [.. script.ParamBlock?.Parameters ?? Enumerable.Empty<ParameterAst>()];
        var names = parameters.SelectMany(Names).Concat(IsAdvanced(script) ? Cmdlet.CommonParameters : []).ToList();
        if (name.Length > 0 && names.Any(known => known.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var nearest = NearestName.To(name, names);
        throw InputErrors.Value(
            $"The script has no parameter -{name}, which -ArgumentList names." + (nearest is null ? "" : $" Did you mean -{nearest}?"),
            $"Name its own parameters in -ArgumentList: {string.Join(", ", parameters.Select(parameter => NameOf(parameter)))}.");
    }

    private static IEnumerable<string> Names(ParameterAst parameter) => parameter.Attributes.OfType<AttributeAst>()
        .Where(attribute => attribute.TypeName.Name.Equals("Alias", StringComparison.OrdinalIgnoreCase))
        .SelectMany(attribute => attribute.PositionalArguments.OfType<StringConstantExpressionAst>())
        .Select(alias => alias.Value)
        .Prepend(NameOf(parameter));

    private static string NameOf(ParameterAst parameter) => parameter.Name.VariablePath.UserPath;

    private static bool IsAdvanced(ScriptBlockAst script) => script.ParamBlock is { } block
        && (block.Attributes.Any(attribute => attribute.TypeName.Name.Equals("CmdletBinding", StringComparison.OrdinalIgnoreCase))
            || block.Parameters.SelectMany(parameter => parameter.Attributes).Any(
                attribute => attribute.TypeName.Name.Equals("Parameter", StringComparison.OrdinalIgnoreCase)));
}
