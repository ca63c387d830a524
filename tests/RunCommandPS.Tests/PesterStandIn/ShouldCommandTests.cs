namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>Each line is a fact about Pester: what it lets pass, and what it does not.</summary>
public sealed class ShouldCommandTests : IClassFixture<ShouldCommandTests.Session>
{
    private readonly Session _session;

    public ShouldCommandTests(Session session) => _session = session;

    [Theory]
    [InlineData("1 | Should -Be 1")]
    [InlineData("1 | Should -Be '1'")]
    [InlineData("'A' | Should -Be 'a'")]
    [InlineData("'a' | Should -Not -Be 'b'")]
    [InlineData("'A' | Should -BeExactly 'A'")]
    [InlineData("'A' | Should -Not -BeExactly 'a'")]
    [InlineData("1, 2 | Should -Be 1, 2")]
    [InlineData("1, 2 | Should -Not -Be 2, 1")]
    [InlineData("1, 2 | Should -Not -Be 1")]
    [InlineData("@(1) | Should -Be 1")]
    [InlineData("$null | Should -Be $null")]
    [InlineData("@() | Should -Be $null")]
    [InlineData("'' | Should -Not -Be $null")]
    [InlineData("$null | Should -BeNullOrEmpty")]
    [InlineData("@() | Should -BeNullOrEmpty")]
    [InlineData("'' | Should -BeNullOrEmpty")]
    [InlineData("@{} | Should -BeNullOrEmpty")]
    [InlineData("0 | Should -Not -BeNullOrEmpty")]
    [InlineData("'', '' | Should -Not -BeNullOrEmpty")]
    [InlineData("1 | Should -BeTrue")]
    [InlineData("$null | Should -BeFalse")]
    [InlineData("0 | Should -Not -BeTrue")]
    [InlineData("'a' | Should -BeOfType [string]")]
    [InlineData("'a' | Should -BeOfType string")]
    [InlineData("'a' | Should -BeOfType ([object])")]
    [InlineData("'a', 'b' | Should -BeOfType string")]
    [InlineData("1 | Should -Not -BeOfType string")]
    [InlineData("1, 2 | Should -HaveCount 2")]
    [InlineData("@() | Should -HaveCount 0")]
    [InlineData("'a' | Should -HaveCount 1")]
    [InlineData("1 | Should -Not -HaveCount 2")]
    [InlineData("Should -ActualValue @(1, 2) -HaveCount 2")]
    [InlineData("'abc' | Should -Match 'B'")]
    [InlineData("'abc' | Should -Not -Match '^b'")]
    [InlineData("'abc' | Should -BeLike 'A*'")]
    [InlineData("'abc' | Should -Not -BeLike 'b'")]
    [InlineData("1, 2 | Should -Contain 2")]
    [InlineData("1, 2 | Should -Not -Contain 3")]
    [InlineData("2 | Should -BeIn 1, 2")]
    [InlineData("3 | Should -Not -BeIn 1, 2")]
    [InlineData("3 | Should -BeGreaterThan 2")]
    [InlineData("2 | Should -Not -BeGreaterThan 2")]
    [InlineData("2 | Should -BeLessOrEqual 2")]
    [InlineData("3 | Should -Not -BeLessOrEqual 2")]
    [InlineData("{ throw 'x' } | Should -Throw")]
    [InlineData("{ throw 'x y' } | Should -Throw 'x*'")]
    [InlineData("{ throw 'x y' } | Should -Throw -ExpectedMessage '*Y'")]
    [InlineData("{ 1 } | Should -Not -Throw")]
    [InlineData("{ Get-Item /no/such -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotFound*' -ExceptionType ([System.Management.Automation.ItemNotFoundException])")]
    [InlineData("{ throw [System.ArgumentException]::new('bad') } | Should -Throw 'bad' -ExceptionType ([System.ArgumentException])")]
    [InlineData("({ throw 'x' } | Should -Throw -PassThru).Exception.Message | Should -BeExactly 'x'")]
    [InlineData("{ Get-Item /no/such } | Should -Not -Throw")]
    [InlineData("$x = 1; { $x = 2 } | Should -Not -Throw; $x | Should -Be 1")]
    public void Holds(string assertion) => Assert.Null(_session.Failure(assertion));

    [Theory]
    [InlineData("1 | Should -Be 2", "Expected 2, but got 1.")]
    [InlineData("1 | Should -Not -Be 1", "Expected not 1, but got 1.")]
    [InlineData("'A' | Should -BeExactly 'a'", "Expected exactly 'a', but got 'A'.")]
    [InlineData("1, 2 | Should -Be 1", "Expected 1, but got @(1, 2).")]
    [InlineData("$null | Should -HaveCount 0", "Expected a collection with the size 0, but got $null.")]
    [InlineData("@{ a = 1 } | Should -BeNullOrEmpty", "Expected null or empty, but got @{a = 1}.")]
    [InlineData("1, 0 | Should -BeTrue", "Expected true, but got 0.")]
    [InlineData("1 | Should -BeOfType string", "Expected type 'string', but got 1.")]
    [InlineData("'abc' | Should -Match 'x' -Because 'it must'", "Expected a match of 'x', because it must, but got 'abc'.")]
    [InlineData("1, 2 | Should -Contain 3", "Expected a collection with 3, but got @(1, 2).")]
    [InlineData("@() | Should -Contain 3", "Expected a collection with 3, but got $null.")]
    [InlineData("2 | Should -BeGreaterThan 2", "Expected more than 2, but got 2.")]
    [InlineData("{ 1 } | Should -Throw", "Expected an error, but there was none.")]
    [InlineData("{ throw 'x' } | Should -Throw 'y'", "Expected an error, but the message was 'x', not like 'y'.")]
    [InlineData("{ throw 'x' } | Should -Throw -ErrorId 'y'", "Expected an error, but the id was 'x', not like 'y'.")]
    [InlineData("{ throw 'x' } | Should -Throw -ExceptionType ([ArgumentException])", "Expected an error, but the type was [System.Management.Automation.RuntimeException], not [System.ArgumentException].")]
    [InlineData("{ throw 'x' } | Should -Not -Throw", "Expected no error, but got 'x'.")]
    [InlineData("{ Get-Item /no/such } | Should -Throw", "Expected an error, but there was none.")]
    [InlineData("1 | Should -Throw", "-Throw takes a script block from the pipeline.")]
    [InlineData("1 | Should -BeOfType No.Such.Type", "No.Such.Type")]
    public void Does_not_hold(string assertion, string message) =>
        Assert.Contains(message, _session.Failure(assertion) ?? "It held.", StringComparison.Ordinal);

    /// <summary>One engine for all lines; they change nothing.</summary>
    public sealed class Session : IDisposable
    {
        private readonly Engine.PowerShellEngine _engine = SpecFile.NewEngine(privateData: null);

        public string? Failure(string script) => _engine.Run($"try {{ {script} }} catch {{ throw }}").Failure?.Exception.Message;

        public void Dispose() => _engine.Dispose();
    }
}
