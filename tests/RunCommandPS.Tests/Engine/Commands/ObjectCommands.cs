using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for New-Object.</summary>
/// <remarks>Has -TypeName, -ArgumentList, -Property. Lacks COM objects.</remarks>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public Type? TypeName { get; set; }

    [Parameter(Position = 1)]
    [Alias("Args")]
    public object?[] ArgumentList { get; set; } = [];

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void ProcessRecord()
    {
        // The engine's own choice of constructor and conversion of arguments.
        var made = PSObject.AsPSObject(InvokeCommand.InvokeScript("$t, $a = $args; $t::new.Invoke($a)", TypeName, ArgumentList)[0]);
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            var name = LanguagePrimitives.ConvertTo<string>(entry.Key);
            if (made.Properties[name] is { } property)
            {
                property.Value = entry.Value;
            }
            else
            {
                made.Properties.Add(new PSNoteProperty(name, entry.Value));
            }
        }

        WriteObject(made);
    }
}

/// <summary>A stand-in for Get-Verb.</summary>
/// <remarks>Writes Verb and Group of all approved verbs. Lacks all parameters, and AliasPrefix and Description.</remarks>
[Cmdlet(VerbsCommon.Get, "Verb")]
public sealed class GetVerbCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        foreach (var type in typeof(VerbsCommon).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(VerbsCommon).Namespace && type.Name.StartsWith("Verbs", StringComparison.Ordinal)))
        {
            foreach (var field in type.GetFields())
            {
                var verb = new PSObject();
                verb.Properties.Add(new PSNoteProperty("Verb", field.Name));
                verb.Properties.Add(new PSNoteProperty("Group", type.Name["Verbs".Length..]));
                WriteObject(verb);
            }
        }
    }
}

/// <summary>A stand-in for Get-Variable.</summary>
/// <remarks>Has one -Name without wildcards and -ValueOnly. Lacks -Scope, -Include, -Exclude.</remarks>
[Cmdlet(VerbsCommon.Get, "Variable")]
public sealed class GetVariableCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Name { get; set; } = "";

    [Parameter]
    public SwitchParameter ValueOnly { get; set; }

    protected override void ProcessRecord()
    {
        if (SessionState.PSVariable.Get(Name) is { } variable)
        {
            WriteObject(ValueOnly ? variable.Value : variable);
            return;
        }

        WriteError(new ErrorRecord(
            new ItemNotFoundException($"Cannot find a variable with the name '{Name}'."),
            "VariableNotFound",
            ErrorCategory.ObjectNotFound,
            Name));
    }
}

/// <summary>A stand-in for Set-Variable.</summary>
/// <remarks>Has one -Name, which may say its scope as in 'script:x', and -Value. Lacks -Scope, -Option, -Visibility, -PassThru.</remarks>
[Cmdlet(VerbsCommon.Set, "Variable")]
public sealed class SetVariableCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    [Parameter(Position = 1, ValueFromPipeline = true)]
    public object? Value { get; set; }

    protected override void ProcessRecord() => SessionState.PSVariable.Set(Name, Value);
}

/// <summary>A stand-in for ConvertTo-SecureString.</summary>
/// <remarks>Has plain text only, which is said with -AsPlainText. Lacks the encrypted form.</remarks>
[Cmdlet(VerbsData.ConvertTo, "SecureString")]
[OutputType(typeof(SecureString))]
public sealed class ConvertToSecureStringCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string String { get; set; } = "";

    [Parameter(Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        var secret = new SecureString();
        foreach (var character in String)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        WriteObject(secret);
    }
}

/// <summary>A stand-in for Import-PowerShellDataFile.</summary>
/// <remarks>Has -Path and -LiteralPath. Lacks -SkipLimitCheck.</remarks>
[Cmdlet(VerbsData.Import, "PowerShellDataFile", DefaultParameterSetName = "Path")]
[OutputType(typeof(Hashtable))]
public sealed class ImportPowerShellDataFileCommand : PathCommand
{
    protected override void Process(string path)
    {
        foreach (var file in Files(path))
        {
            var script = Parser.ParseFile(file, out _, out var errors);
            if (errors.Length > 0)
            {
                throw new ParseException(errors);
            }

            WriteObject(script.Find(node => node is HashtableAst, searchNestedScriptBlocks: false)?.SafeGetValue());
        }
    }
}
