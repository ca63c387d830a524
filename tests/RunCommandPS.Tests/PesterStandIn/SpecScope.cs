using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>The scopes of a session, opened and filled the way Pester does it.</summary>
internal sealed partial class SpecScope(SessionState session)
{
    private readonly ScriptBlock _nest = ScriptBlock.Create("$args[0].Invoke()");

    /// <summary>Does <paramref name="body"/> in a new scope inside the current one.</summary>
    public void Nested(Action body)
    {
        // Passed around the engine, which would wrap it.
        ExceptionDispatchInfo? thrown = null;
        Action guarded = () =>
        {
            try
            {
                body();
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }
        };
        session.InvokeCommand.InvokeScript(useLocalScope: true, _nest, null, guarded);
        thrown?.Throw();
    }

    /// <summary>Runs a script block in the current scope, so that its variables stay. Its output is dropped.</summary>
    /// <param name="script">The script block. Its own parameters are filled from <paramref name="data"/> by name.</param>
    /// <param name="data">A table of -ForEach, or anything else.</param>
    public void DotSource(ScriptBlock script, SpecData? data = null)
    {
        var parameters = ((ScriptBlockAst)script.Ast).ParamBlock?.Parameters ?? [];
        var arguments = Members(data).ToDictionary(member => member.Name, member => member.Value, StringComparer.OrdinalIgnoreCase);
        session.InvokeCommand.InvokeScript(
            useLocalScope: false,
            script,
            null,
            [.. parameters.Select(parameter => arguments.GetValueOrDefault(parameter.Name.VariablePath.UserPath))]);
    }

    /// <summary>Runs a script block in the current scope.</summary>
    /// <returns>The error that ended it; null where it ran to its end.</returns>
    public ErrorRecord? Attempt(ScriptBlock script, SpecData? data = null)
    {
        try
        {
            DotSource(script, data);
            return null;
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return RecordOf(e);
        }
        catch (FlowControlException e)
        {
            return new ErrorRecord(e, "FlowControl", ErrorCategory.InvalidOperation, script);
        }
    }

    /// <summary>Makes the value of -ForEach visible in the current scope: as <c>$_</c>, and a table's members under their names.</summary>
    public void Bind(SpecData? data)
    {
        if (data is null)
        {
            return;
        }

        session.PSVariable.Set("_", data.Value);
        foreach (var (name, value) in Members(data))
        {
            session.PSVariable.Set(name, value);
        }
    }

    /// <summary>A name with its &lt;templates&gt; filled in from the variables of the current scope.</summary>
    public string Expand(string template) => Placeholder().Replace(template, match =>
    {
        var values = session.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create($"${match.Groups[1].Value}"), null);
        var value = values.Count == 1 ? values[0] : (object)values;
        return value is PSObject { BaseObject: string text } ? text : ValueText.Of(values.Count == 0 ? null : value);
    });

    /// <summary>The error as a catch block would see it.</summary>
    public static ErrorRecord RecordOf(RuntimeException exception) => exception.ErrorRecord.Exception is ParentContainsErrorRecordException
        ? new ErrorRecord(exception.ErrorRecord, exception)
        : exception.ErrorRecord;

    private static IEnumerable<(string Name, object? Value)> Members(SpecData? data)
    {
        var value = data?.Value is PSObject wrapped ? wrapped.BaseObject : data?.Value;
        return value is IDictionary table ? table.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, entry.Value)) : [];
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Placeholder();
}
