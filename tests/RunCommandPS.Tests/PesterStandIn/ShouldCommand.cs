using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>Stands for Pester's Should, with the operators that the specs use.</summary>
[Cmdlet(VerbsLifecycle.Assert, "SpecShould")]
public sealed class ShouldCommand : PSCmdlet
{
    private const string ThrowOperator = "Throw";

    private readonly List<object?> _actual = [];

    [Parameter(ValueFromPipeline = true)]
    public object? ActualValue { get; set; }

    [Parameter(Position = 0)]
    [Alias("RegularExpression", "ExpectedType", "ExpectedMessage")]
    public object? ExpectedValue { get; set; }

    [Parameter]
    public SwitchParameter Not { get; set; }

    [Parameter]
    public string? Because { get; set; }

    [Parameter]
    public SwitchParameter Be { get; set; }

    [Parameter]
    public SwitchParameter BeExactly { get; set; }

    [Parameter]
    public SwitchParameter BeNullOrEmpty { get; set; }

    [Parameter]
    public SwitchParameter BeTrue { get; set; }

    [Parameter]
    public SwitchParameter BeFalse { get; set; }

    [Parameter]
    public SwitchParameter BeOfType { get; set; }

    [Parameter]
    public SwitchParameter HaveCount { get; set; }

    [Parameter]
    public SwitchParameter Match { get; set; }

    [Parameter]
    public SwitchParameter BeLike { get; set; }

    [Parameter]
    public SwitchParameter Contain { get; set; }

    [Parameter]
    public SwitchParameter BeIn { get; set; }

    [Parameter]
    public SwitchParameter BeGreaterThan { get; set; }

    [Parameter]
    public SwitchParameter BeLessOrEqual { get; set; }

    [Parameter]
    public SwitchParameter Throw { get; set; }

    [Parameter]
    public string? ErrorId { get; set; }

    [Parameter]
    public Type? ExceptionType { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool HasExpectation => MyInvocation.BoundParameters.ContainsKey(nameof(ExpectedValue));

    protected override void ProcessRecord() => _actual.Add(ActualValue);

    protected override void EndProcessing()
    {
        var operators = MyInvocation.BoundParameters.Keys.Where(name => name == ThrowOperator || Assertion.All.ContainsKey(name)).ToList();
        if (operators is not [var name])
        {
            throw new ArgumentException($"Should takes one operator, not {operators.Count}.");
        }

        if (name == ThrowOperator)
        {
            AssertThrows();
        }
        else if (ErrorId is not null || ExceptionType is not null || PassThru)
        {
            throw new ArgumentException($"-ErrorId, -ExceptionType and -PassThru go with -Throw, not with -{name}.");
        }
        else
        {
            AssertHolds(Assertion.All[name], name);
        }
    }

    private void AssertHolds(Assertion assertion, string name)
    {
        if (HasExpectation != assertion.HasExpectation)
        {
            throw new ArgumentException($"-{name} takes {(assertion.HasExpectation ? "an" : "no")} expected value.");
        }

        // An empty pipeline is one null, and all of it together is an array even of one, as with Pester.
        IEnumerable<object?> subjects = _actual.Count == 0 ? [null]
            : assertion.TakesAll ? [MyInvocation.ExpectingInput ? _actual.ToArray() : Enumerate(ActualValue)]
            : _actual;
        foreach (var subject in subjects)
        {
            if (assertion.Holds(SessionState, subject, ExpectedValue) == Not)
            {
                var expected = assertion.HasExpectation ? $" {ValueText.Of(ExpectedValue)}" : "";
                var words = string.Join(' ', new[] { "Expected", Not ? "not" : "", assertion.Words }.Where(word => word.Length > 0));
                Fail($"{words}{expected},{Reason} but got {ValueText.Of(subject is object?[] and [var only] ? only : subject)}.");
            }
        }
    }

    private static object?[] Enumerate(object? value) =>
        LanguagePrimitives.GetEnumerable(value) is { } many ? [.. many.Cast<object?>()] : [value];

    private void AssertThrows()
    {
        if (_actual is not [var input] || (input is PSObject wrapped ? wrapped.BaseObject : input) is not ScriptBlock script)
        {
            throw new ArgumentException("-Throw takes a script block from the pipeline.");
        }

        ErrorRecord? error = null;
        var scope = new SpecScope(SessionState);
        scope.Nested(() => error = scope.Attempt(script));
        if (Not)
        {
            if (error is not null)
            {
                Fail($"Expected no error,{Reason} but got '{error.Exception.Message}'.\n{error.ScriptStackTrace}");
            }

            return;
        }

        var message = HasExpectation ? LanguagePrimitives.ConvertTo<string>(ExpectedValue) : "";
        var wrong = error is null ? "there was none" : string.Join(" and ", new[]
        {
            Like(message, error.Exception.Message) ? null : $"the message was '{error.Exception.Message}', not like '{message}'",
            Like(ErrorId, error.FullyQualifiedErrorId) ? null : $"the id was '{error.FullyQualifiedErrorId}', not like '{ErrorId}'",
            ExceptionType?.IsInstanceOfType(error.Exception) == false ? $"the type was [{error.Exception.GetType()}], not [{ExceptionType}]" : null,
        }.OfType<string>());
        if (wrong.Length > 0)
        {
            Fail($"Expected an error,{Reason} but {wrong}.\n{error?.ScriptStackTrace}");
        }

        if (PassThru)
        {
            WriteObject(error);
        }
    }

    private string Reason => string.IsNullOrWhiteSpace(Because) ? "" : $" because {Because.Trim()},";

    private static bool Like(string? pattern, string text) =>
        string.IsNullOrWhiteSpace(pattern) || WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);

    private void Fail(string message)
    {
        var line = $"{MyInvocation.ScriptName}:{MyInvocation.ScriptLineNumber}: {MyInvocation.Line.Trim()}";
        ThrowTerminatingError(new ErrorRecord(new SpecFailedException($"{message}\n{line}"), "PesterAssertionFailed", ErrorCategory.InvalidResult, null));
    }
}

/// <summary>An assertion that does not hold.</summary>
public sealed class SpecFailedException(string message) : Exception(message);
