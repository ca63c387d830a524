using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>
/// One operator of Should: the PowerShell expression that decides it, so that PowerShell's own comparison rules hold, and the words for it.
/// </summary>
/// <param name="Test">An expression over <c>$actual</c> and <c>$expected</c>.</param>
/// <param name="Words">What goes between "Expected" and the expected value.</param>
/// <param name="TakesAll">Whether all that comes through the pipeline is looked at together, and not each object by itself.</param>
/// <param name="HasExpectation">Whether there is an expected value at all.</param>
internal sealed record Assertion(string Test, string Words, bool TakesAll = false, bool HasExpectation = true)
{
    /// <summary>The operators by name. Throw is not among them: it runs its input.</summary>
    public static IReadOnlyDictionary<string, Assertion> All { get; } = new Dictionary<string, Assertion>
    {
        ["Be"] = new("$same.Invoke($actual, $expected, $true)", "", TakesAll: true),
        ["BeExactly"] = new("$same.Invoke($actual, $expected, $false)", "exactly", TakesAll: true),
        // One empty string, or one empty table, is empty; two are not.
        ["BeNullOrEmpty"] = new(
            """
            $null -eq $actual -or $actual.Count -eq 0 -or ($actual.Count -eq 1 -and
                $(if ($actual[0] -is [hashtable]) { $actual[0].Count -eq 0 } else { [string]::IsNullOrEmpty($actual[0]) }))
            """,
            "null or empty",
            TakesAll: true,
            HasExpectation: false),
        ["BeTrue"] = new("$actual", "true", HasExpectation: false),
        ["BeFalse"] = new("-not $actual", "false", HasExpectation: false),
        ["BeOfType"] = new(
            "$actual -is $(if ($expected -is [type]) { $expected } else { [type]($expected -replace '^\\[(.*)\\]$', '$1') })",
            "type"),
        ["HaveCount"] = new("$(if ($null -eq $actual) { 0 } else { $actual.Count }) -eq [int]$expected", "a collection with the size", TakesAll: true),
        ["Match"] = new("$actual -match $expected", "a match of"),
        ["BeLike"] = new("$actual -like $expected", "something like"),
        ["Contain"] = new("$actual -contains $expected", "a collection with", TakesAll: true),
        ["BeIn"] = new("$expected -contains $actual", "one of"),
        ["BeGreaterThan"] = new("-not ($actual -le $expected)", "more than"),
        ["BeLessOrEqual"] = new("-not ($actual -gt $expected)", "at most"),
    };

    /// <summary>Whether it holds.</summary>
    public bool Holds(SessionState session, object? actual, object? expected)
    {
        var script = ScriptBlock.Create($"param($actual, $expected, $same) [bool]({Test})");
        Func<object?, object?, bool, bool> same = Same;
        return LanguagePrimitives.IsTrue(session.InvokeCommand.InvokeScript(useLocalScope: true, script, null, actual, expected, same)[0]);
    }

    /// <summary>
    /// Equality as Pester sees it: a single value equals a collection of that one value, null equals an empty collection, and
    /// values are compared as PowerShell's -eq or -ceq does, the expected one on the left.
    /// </summary>
    private static bool Same(object? actual, object? expected, bool ignoreCase)
    {
        var (left, right) = (Items(expected), Items(actual));
        if (left is [] or [null] || right is [] or [null])
        {
            return left is [] or [null] && right is [] or [null];
        }

        return left.Count == right.Count && left.Zip(right).All(pair => IsCollection(pair.First) || IsCollection(pair.Second)
            ? Same(pair.Second, pair.First, ignoreCase)
            : LanguagePrimitives.Equals(pair.First, pair.Second, ignoreCase, CultureInfo.InvariantCulture));
    }

    private static List<object?> Items(object? value) => IsCollection(value) ? [.. ((IEnumerable)Bare(value)!).Cast<object?>()] : [value];

    private static bool IsCollection(object? value) => Bare(value) is IEnumerable and not (string or IDictionary);

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
