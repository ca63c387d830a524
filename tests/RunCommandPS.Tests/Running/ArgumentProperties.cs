using System.Collections;
using System.Globalization;
using System.Text;
using CsCheck;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Any value of -ArgumentList and of $using: is on the node what it was here, whatever runs the script.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ArgumentProperties : IDisposable
{
    private const ulong Seed = 20261126;
    private const int Values = 60;

    private static readonly Gen<string> Part = Gen.OneOf(
        "a", "Z", "0", " ", "  ", "\t", "\n", "\r", "\r\n", "\f", "\v", "\u0001", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u2029",
        "\u00a0", "\ufeff", "é", "中", "😀", "'", "''", "\"", "‘", "’", "‚", "`", "``n",
        "$", "$HOME", "$(id)", "${x}", "\\", "\\n", "{", "{{", "}}", "{{ssm:x}}", "{{{", "@'", "'@", "#", "<#", ";", "&", "|", "%", "%s",
        "*", "~", "!", "-", "--", "END_OF_SCRIPT_", "'+[char]10+'", "(", ")", "=", "/");

    private static readonly Gen<string> Text = Part.Array[0, 8].Select(parts => string.Concat(parts));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Text, Text.Select(text => text + "\0"), Text.Select(text => "\ud800" + text), Text.Select(text => text + "\udc00"));

    private readonly RunSession _session = new("-NodeCount 1 -Execution Process");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("printf '%s\\0' \"$@\" | od -An -v -tx1 | tr -d ' \\n'")]
    [InlineData("#!/usr/bin/env python3\nimport os, sys\nfor a in sys.argv[1:]: print((os.fsencode(a) + b'\\0').hex(), end='')\n")]
    public void A_text_is_the_same_to_a_program(string script)
    {
        var texts = Generate(Text);

        var result = _session.Invoke("$args[1] -ArgumentList $args[2]", "", script, texts).Succeeded();

        var received = Encoding.UTF8.GetString(
            Convert.FromHexString((string)Assert.Single(result.Output).Properties["StandardOutput"].Value));
        Assert.Equal(texts.Select(Visible), received.Split('\0')[..^1].Select(Visible));
    }

    [Fact]
    public void What_a_program_can_not_be_given_is_refused()
    {
        foreach (var text in new[] { "a\0b", "a\ud800b", "\udc00" })
        {
            Assert.StartsWith(
                "InvalidParameterValue,",
                Assert.Single(_session.Invoke("'id' -Shell Sh -ArgumentList $args[1]", "", text).Errors).FullyQualifiedErrorId,
                StringComparison.Ordinal);
        }

        Assert.Empty(_session.Simulator.Calls("SendCommand"));
    }

    [Theory]
    [InlineData("$args", "-ArgumentList $args[1]")]
    [InlineData("$args", "-ArgumentList $args[1] -AsObject")]
    [InlineData("$using:values", "")]
    public void A_value_is_the_same_to_PowerShell(string source, string parameters)
    {
        const string Report = """
            function report($value) {
                if ($null -eq $value) { 'null' }
                elseif ($value -is [string]) { 'text:' + -join ($value.ToCharArray() | ForEach-Object { '{0:x4}' -f [int]$_ }) }
                elseif ($value -is [array]) { '[' + (@(foreach ($item in $value) { report $item }) -join ',') + ']' }
                elseif ($value -is [hashtable]) {
                    $members = [string[]]@($value.Keys | ForEach-Object { (report $_) + '=' + (report $value[$_]) })
                    [array]::Sort($members, [System.StringComparer]::Ordinal)
                    '{' + ($members -join ',') + '}'
                }
                elseif ($value -is [datetime]) { 'DateTime:' + $value.ToString('o', [cultureinfo]::InvariantCulture) }
                elseif ($value -is [char]) { 'Char:' + [int]$value }
                else { $value.GetType().Name + ':' + $value.ToString([cultureinfo]::InvariantCulture) }
            }
            """;
        var values = Generate(Value(3));
        _session.Engine.Run("$values = $args[0]", [values]).Succeeded();

        _session.Invoke(
            $"{{ {Report}; foreach ($value in {source}) {{ [Console]::Out.WriteLine((report $value)) }} }} {parameters}",
            "-ErrorAction SilentlyContinue",
            [values]);
        var (output, error, exitCode) = NodePowerShell.Run(_session.SentScript());

        Assert.Equal(("", 0), (error, exitCode));
        Assert.Equal(
            values.Select(Reported), output.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith("#<", StringComparison.Ordinal)));
    }

    private static Gen<object?> Value(int depth)
    {
        Gen<object?> leaf = Gen.OneOf(
            AnyText.Select(text => (object?)text),
            AnyText.Select(text => (object?)text),
            Gen.Int.Select(number => (object?)number),
            Gen.Long.Select(number => (object?)number),
            Gen.OneOf<object?>(
                null, true, false, int.MinValue, long.MinValue, ulong.MaxValue, (byte)7, (sbyte)-7, (short)-300, (ushort)300, uint.MaxValue,
                1.5f, 12.50m, -0.25, 1e300, '\'', '\n', '\ud800', 'x'),
            Gen.Double.Where(double.IsFinite).Select(number => (object?)number), Gen.Decimal.Select(number => (object?)number),
            Gen.DateTime.Select(moment => (object?)DateTime.SpecifyKind(moment, DateTimeKind.Utc)));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Value(depth - 1);
        return Gen.OneOf(
            leaf, leaf, inner.Array[0, 3].Select(items => (object?)items),
            Gen.Select(Text, inner).Array[0, 3].Select(pairs => (object?)new Hashtable(
                pairs.DistinctBy(pair => pair.Item1.ToUpperInvariant()).ToDictionary(pair => pair.Item1, pair => pair.Item2),
                StringComparer.OrdinalIgnoreCase)));
    }

    private static T[] Generate<T>(Gen<T> values) => values.Array[Values].Generate(new PCG(1, Seed), null, out _);

    private static string Reported(object? value) => value switch
    {
        null => "null",
        string text => "text:" + Visible(text),
        Hashtable map => "{"
            + string.Join(',', map.Keys.Cast<object>().Select(key => $"{Reported(key)}={Reported(map[key])}").Order(StringComparer.Ordinal))
            + "}",
        object?[] items => $"[{string.Join(',', items.Select(Reported))}]",
        DateTime moment => "DateTime:" + moment.ToString("o", CultureInfo.InvariantCulture),
        char character => $"Char:{(int)character}",
        bool flag => $"Boolean:{flag}",
        IFormattable number => $"{number.GetType().Name}:{number.ToString(null, CultureInfo.InvariantCulture)}",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Visible(string text) => string.Concat(text.Select(character => $"{(int)character:x4}"));
}
