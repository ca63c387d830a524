namespace RunCommandPS.Tests.PesterStandIn;

[Collection(nameof(Engine.EnvironmentCollection))]
public sealed class SpecFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_passing_test_passes_and_a_failing_one_says_why()
    {
        var file = Run("""
            Describe 'Sums' {
                It 'adds' { 1 + 1 | Should -Be 2 }
                Context 'of one' {
                    It 'is wrong' {
                        1 | Should -Be 2 -Because 'I say so'
                        throw 'never reached'
                    }
                }
            }
            """);

        Assert.Equal(["Sums.adds", "Sums.of one.is wrong"], file.Names);
        Assert.Empty(file.Faults);
        Assert.Null(file.Tests["Sums.adds"]);
        var failure = file.Tests["Sums.of one.is wrong"]!;
        Assert.StartsWith("Expected 2, because I say so, but got 1.", failure, StringComparison.Ordinal);
        Assert.Contains("a.Tests.ps1:5: 1 | Should -Be 2", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 'broken'", "broken")]
    [InlineData("Get-Item /no/such/thing -ErrorAction Stop", "no/such/thing")]
    [InlineData("Get-NoSuchCommand", "Get-NoSuchCommand")]
    [InlineData("Mock Get-Item { }", "Mock")]
    [InlineData("1 | Should -BeSomething 1", "BeSomething")]
    [InlineData("1 | Should", "one operator")]
    [InlineData("1 | Should -Be 1 -BeTrue", "one operator")]
    [InlineData("1 | Should -Be 1 -ErrorId x", "go with -Throw")]
    [InlineData("1 | Should -BeTrue 1", "no expected value")]
    [InlineData("1 | Should -Be", "an expected value")]
    [InlineData("Describe 'x' { }", "can't be used in a test")]
    [InlineData("BeforeAll { }", "can't be used in a test")]
    [InlineData("break", "break")]
    public void A_test_that_ends_badly_fails_and_the_next_one_runs(string body, string message)
    {
        var file = Run($$"""
            Describe 'D' {
                It 'ends badly' {
                    {{body}}
                    $null = $global:reached = $true
                }
                It 'comes next' { $global:reached | Should -BeNullOrEmpty }
            }
            """);

        Assert.Contains(message, file.Tests["D.ends badly"], StringComparison.OrdinalIgnoreCase);
        Assert.Null(file.Tests["D.comes next"]);
    }

    [Theory]
    [InlineData("1 | Should -Be 2")]
    [InlineData("throw 'broken'")]
    [InlineData("[int]::Parse('x')")]
    public void A_failure_counts_whatever_the_error_preference(string body)
    {
        var file = Run($$"""Describe 'D' { It 'fails' { $ErrorActionPreference = 'SilentlyContinue'; {{body}}; 'goes on' } }""");

        Assert.NotNull(file.Tests["D.fails"]);
    }

    [Fact]
    public void A_non_terminating_error_fails_no_test()
    {
        var file = Run("Describe 'D' { It 'goes on' { Get-Item /no/such/thing; 1 | Should -Be 1 } }");

        Assert.Null(file.Tests["D.goes on"]);
    }

    [Theory]
    [InlineData("InModuleScope X { }", "InModuleScope")]
    [InlineData("Describe 'D' { It 'i' -Skip { } }", "Skip")]
    [InlineData("Describe 'D' { It 'i' -ForEach @() { } }", "no values")]
    [InlineData("Describe 'D' { BeforeAll { }; BeforeAll { }; It 'i' { } }", "two BeforeAll")]
    [InlineData("It 'i' { }", "no Describe")]
    [InlineData("BeforeEach { }", "no Describe")]
    [InlineData("Describe 'D' { throw 'broken' }", "broken")]
    [InlineData("Describe 'D' { It 'i' { ", "Missing closing")]
    [InlineData("Describe 'D' { }", "no test")]
    [InlineData("", "no test")]
    public void A_file_that_can_not_be_read_is_a_fault_that_names_the_file_and_the_cause(string text, string message)
    {
        var file = Run(text);

        var fault = Assert.Single(file.Faults);
        Assert.Contains(message, fault, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a.Tests.ps1", fault, StringComparison.Ordinal);
        Assert.Empty(file.Tests);
    }

    [Fact]
    public void Discovery_runs_no_test_and_no_setup()
    {
        var marker = Path.Combine(_folder.FullName, "ran");
        var file = SpecFile.Discover(Write($$"""
            BeforeAll { Set-Content '{{marker}}' 1 }
            Describe 'D' { It 'i' { Set-Content '{{marker}}' 1 } }
            """));

        Assert.Equal(["D.i"], file.Names);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public void ForEach_makes_a_test_of_each_value_with_its_own_name_and_variables()
    {
        var file = Run("""
            BeforeDiscovery { $sizes = 1, 2 }
            Describe 'Size <_>' -ForEach $sizes {
                It '<name> has <inner.value>' -TestCases @(
                    @{ name = 'first'; inner = @{ value = $true } }
                    @{ name = 'second'; inner = @{ value = 'x', $null } }
                ) {
                    $name | Should -BeIn 'first', 'second'
                    $_.name | Should -Be $name
                    $inner.ContainsKey('value') | Should -BeTrue
                }
                It 'sees the value of its block' { $_ | Should -BeGreaterThan 0 }
                It 'has its own' -ForEach 10 { $_ | Should -Be 10 }
                It 'fills parameters' -ForEach @{ b = 2; a = 1 } { param($a, $b) "$a$b" | Should -Be '12' }
                It 'same name' -ForEach 1, 2 { }
            }
            """);

        Assert.Equal(
            [
                "Size 1.first has $true",
                "Size 1.second has @('x', $null)",
                "Size 1.sees the value of its block",
                "Size 1.has its own",
                "Size 1.fills parameters",
                "Size 1.same name",
                "Size 1.same name #2",
            ],
            file.Names.Take(7));
        Assert.Equal(14, file.Names.Count);
        Assert.Empty(Failures(file));
    }

    [Fact]
    public void Variables_live_where_Pester_lets_them_live()
    {
        var file = Run("""
            $script:atTop = 'top'
            $top = 'top'
            BeforeAll { $root = 'root'; function Get-Root { 'root' } }
            Describe 'D' {
                $body = 'body'
                BeforeAll { $all = 'all'; $list = [System.Collections.Generic.List[int]]::new() }
                BeforeEach { $each = 'each'; $list.Add(1) }
                It 'sees what setup made' {
                    "$root $all $each $(Get-Root)" | Should -Be 'root all each root'
                    $all = 'changed'
                    $own = 'own'
                }
                It 'sees no change of another test' {
                    $all | Should -Be 'all'
                    $own | Should -BeNullOrEmpty
                    $list.Count | Should -Be 2
                }
                It 'sees nothing that discovery made' { "$body$top" | Should -BeNullOrEmpty }
                Context 'C' {
                    BeforeAll { $all = 'inner' }
                    It 'is inside' { "$root $all" | Should -Be 'root inner' }
                }
                It 'comes after' { $all | Should -Be 'all' }
                It 'knows its folder' { Split-Path $PSScriptRoot -Leaf | Should -Be $folder }
            }
            Describe 'E' {
                It 'sees nothing of D' { "$all$each" | Should -BeNullOrEmpty }
            }
            """.Replace("$folder", $"'{_folder.Name}'", StringComparison.Ordinal));

        Assert.Empty(Failures(file));
        Assert.Equal(7, file.Tests.Count);
    }

    [Fact]
    public void Setup_and_teardown_run_in_Pesters_order()
    {
        var file = Run("""
            BeforeAll { $global:log = '' ; function Log($text) { $global:log += "$text " } }
            AfterAll { Log 'root-'; if ($global:log -ne 'D d 1 d- C d c 2 c- d- C- D- root- ') { throw "Order was: $global:log" } }
            Describe 'D' {
                BeforeAll { Log 'D' }
                AfterAll { Log 'D-' }
                BeforeEach { Log 'd' }
                AfterEach { Log 'd-' }
                It 'one' { Log '1' }
                Context 'C' {
                    BeforeAll { Log 'C' }
                    AfterAll { Log 'C-' }
                    BeforeEach { Log 'c' }
                    AfterEach { Log 'c-' }
                    It 'two' { Log '2' }
                }
            }
            """);

        Assert.Empty(Failures(file));
    }

    [Fact]
    public void A_failing_BeforeAll_fails_every_test_in_its_block_and_no_other()
    {
        var file = Run("""
            Describe 'D' {
                BeforeAll { throw 'no ground' }
                AfterAll { $global:tidied = $true }
                It 'one' { }
                Context 'C' { It 'two' { } }
            }
            Describe 'E' { It 'three' { $global:tidied | Should -BeTrue } }
            """);

        Assert.Contains("BeforeAll failed. no ground", file.Tests["D.one"], StringComparison.Ordinal);
        Assert.Contains("BeforeAll failed. no ground", file.Tests["D.C.two"], StringComparison.Ordinal);
        Assert.Null(file.Tests["E.three"]);
    }

    [Fact]
    public void A_failing_BeforeEach_or_AfterEach_fails_the_test_and_AfterEach_runs_all_the_same()
    {
        var file = Run("""
            Describe 'D' {
                BeforeEach { if ($_ -eq 1) { throw 'before' } }
                AfterEach { $global:tidied++; if ($_ -eq 2) { throw 'after' } }
                It '<_>' -ForEach 1, 2 { if ($_ -eq 1) { throw 'never reached' } }
                It 'three' { $global:tidied | Should -Be 2 }
            }
            """);

        Assert.StartsWith("before", file.Tests["D.1"], StringComparison.Ordinal);
        Assert.StartsWith("after", file.Tests["D.2"], StringComparison.Ordinal);
        Assert.Null(file.Tests["D.three"]);
    }

    [Fact]
    public void A_failing_AfterAll_is_a_fault_of_the_file()
    {
        var file = Run("Describe 'D' { AfterAll { throw 'left dirty' }; It 'one' { } }");

        Assert.Null(file.Tests["D.one"]);
        Assert.Contains("AfterAll of 'D' failed. left dirty", Assert.Single(file.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void TestDrive_is_there_and_emptied_after_each_block()
    {
        var file = Run("""
            Describe 'D' {
                BeforeAll { Set-Content "$TestDrive/kept" 1 }
                Context 'C' { It 'writes' { Set-Content (Join-Path $TestDrive 'gone') 1; "$TestDrive/kept" | Test-Path | Should -BeTrue } }
                It 'sees its own only' {
                    Test-Path "$TestDrive/kept" | Should -BeTrue
                    Test-Path "$TestDrive/gone" | Should -BeFalse
                    $TestDrive | Should -BeOfType [System.IO.DirectoryInfo]
                }
            }
            """);

        Assert.Empty(Failures(file));
    }

    [Fact]
    public void Environment_variables_are_put_back_after_a_file()
    {
        var file = Run("Describe 'D' { It 'sets' { $env:RUNCOMMANDPS_SPEC = '1'; $env:RUNCOMMANDPS_SPEC | Should -Be 1 } }");

        Assert.Empty(Failures(file));
        Assert.Null(Environment.GetEnvironmentVariable("RUNCOMMANDPS_SPEC"));
    }

    private SpecFile Run(string text) => SpecFile.Run(Write(text));

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "a.Tests.ps1");
        File.WriteAllText(path, text);
        return path;
    }

    private static IEnumerable<string> Failures(SpecFile file) =>
        [.. file.Faults, .. file.Tests.Where(test => test.Value is not null).Select(test => $"{test.Key}: {test.Value}")];
}
