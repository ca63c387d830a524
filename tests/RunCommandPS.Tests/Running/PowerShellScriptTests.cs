using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Security;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>What PowerShell on the node is given, run by the real engine.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class PowerShellScriptTests : IDisposable
{
    private readonly RunSession _session = new("-NodeCount 1");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Values_arrive_as_they_were()
    {
        object?[] values =
        [
            "it's", "", "$HOME `n \"x\" ‘curly’ ’", "@'\n'@", 1, -1, long.MinValue, 2.5, -0.1, 1e300, true, false, 'c', 12.50m, null,
            new DateTime(2026, 3, 1, 12, 30, 5, DateTimeKind.Utc), TimeSpan.FromSeconds(90), Guid.Empty,
            new Uri("https://example.com/a?b='c'"),
            new object?[] { 1, "two", null, new object[] { 3 } }, DayOfWeek.Friday,
        ];

        var received = ReceiveAll("{ $values = $args; , $values } -ArgumentList $args[1] -AsObject", [values]).Succeeded().Output;

        var arrived = ((IEnumerable)Assert.Single(received).BaseObject).Cast<object?>().ToList();
        Assert.Equal(values.Select(sent => Plain(sent is DayOfWeek day ? day.ToString() : sent)), arrived.Select(Plain));
    }

    [Fact]
    public void Dictionaries_and_bags_arrive_with_their_members()
    {
        var ordered = new OrderedDictionary { ["b's"] = 1, ["a"] = new Hashtable { ["x"] = "$y" } };
        var bag = new PSObject { Properties = { new PSNoteProperty("it's", 2) } };

        Assert.Equal(
            "OrderedDictionary b's a 1 $y 2\n",
            Run(
                "{ param($map, $bag) \"$($map.GetType().Name) $($map.Keys) $($map[\"b's\"]) $($map.a.x) $($bag.\"it's\")\" } -ArgumentList "
                    + "$args[1]",
                [new object[] { ordered, bag }]).Output);
    }

    [Fact]
    public void An_object_arrives_as_remoting_would_send_it() =>
        Assert.Equal("a\n", Run("{ param($uri) $uri.Host } -ArgumentList $args[1]", new UriBuilder("http://a/b'c")).Output);

    [Fact]
    public void A_secret_is_refused_wherever_it_is()
    {
        using var secret = new SecureString();
        foreach (var value in new object[] { secret, new object[] { 1, secret }, new Hashtable { ["a"] = new PSCredential("u", secret) } })
        {
            Assert.StartsWith(
                "SecretParameterValue",
                _session.Invoke("{ $args } -ArgumentList (, $args[1])", "", [value]).Errors[0].FullyQualifiedErrorId,
                StringComparison.Ordinal);
        }

        Assert.Empty(_session.Simulator.Calls("SendCommand"));
    }

    [Theory]
    [InlineData("'all well'", 0)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Get-Item /nowhere/at/all; 'not reached'", 1)]
    [InlineData("exit 7", 7)]
    [InlineData("sh -c 'exit 5'; 'goes on'", 5)]
    [InlineData("sh -c 'exit 5'; exit 0", 0)]
    public void The_exit_code_tells_the_truth(string script, int exitCode)
    {
        var (output, error, code) = Run("$args[1] -Shell PowerShell", script);

        Assert.True(exitCode == code, $"{code}: {output}{error}");
        Assert.DoesNotContain("not reached", output, StringComparison.Ordinal);
        Assert.Equal(code == 1, error.Length > 0);
    }

    [Fact]
    public async Task A_process_of_pwsh_ends_as_the_engine_does()
    {
        string[] scripts = ["'grüße 🚀'; sh -c 'exit 5'", "1; throw 'no'", "{ 1; exit 3 } -AsObject"];
        var sent = scripts.Select(script =>
        {
            _session.Invoke(script[0] == '{' ? script : "$args[1] -Shell PowerShell", "", script);
            return _session.SentScript();
        }).ToArray();

        var processes = await Task.WhenAll(sent.Select(script => PwshProcess.RunAsync(script)));

        Assert.All(sent.Zip(processes), pair =>
        {
            var (output, error, exitCode) = NodePowerShell.Run(pair.First);
            Assert.Equal((output, exitCode), (pair.Second.Output, pair.Second.ExitCode));
            Assert.Equal(error.Length > 0, pair.Second.Error.Length > 0);
        });
    }

    [Fact]
    public void A_file_s_own_beginnings_keep_their_places()
    {
        using var file = new ScriptFile(
            "deploy.ps1",
            """
            # A comment first.
            using namespace System.Text
            using namespace System.Globalization
            param([Parameter(Mandatory)] [string] $Name, [int] $Count = 2)
            $here = @'
            as it
             is
            '@
            "$Name $Count $([Encoding]::UTF8.WebName) $([CultureInfo]::InvariantCulture.LCID) $here"
            """.ReplaceLineEndings("\r\n"));

        Assert.Equal(("it's me 2 utf-8 127 as it\n is\n", "", 0), Run("-FilePath $args[1] -ArgumentList \"it's me\"", file.Path));
    }

    [Fact]
    public void Using_variables_are_the_callers()
    {
        _session.Engine.Run("$name = '$x'; $list = 1, 22").Succeeded();

        Assert.Equal("$x and 2\n$x\n22\n", Run("{ \"$using:name and $($using:list.Count)\"; $using:NAME; & { $using:list[1] } }").Output);
    }

    [Fact]
    public void A_using_variable_that_is_not_there_is_named()
    {
        var failure = Assert.Single(_session.Invoke("{ $using:nowhere }").Errors);

        Assert.Contains("$nowhere", failure.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Simulator.Calls("SendCommand"));
    }

    [Fact]
    public void Objects_come_back_with_the_node_they_come_from()
    {
        var received = ReceiveAll("{ param($n) [Console]::Out.WriteLine('noise'); 1..$n; $null; [pscustomobject]@{ Name = 'x'; "
            + "Inner = @{ Deep = 'grüße' } } } -ArgumentList 3 -AsObject -Depth 3").Succeeded().Output;

        Assert.Equal([1, 2, 3], received.Take(3).Select(item => item.BaseObject));
        Assert.Equal(4, received.Count);
        Assert.Equal("grüße", ((Hashtable)((PSObject)received[^1].Properties["Inner"].Value).BaseObject)["Deep"]);
        Assert.Equal(_session.Simulator.NodeIds[0], received[^1].Properties["PSComputerName"].Value);
    }

    [Fact]
    public void Objects_before_an_error_come_back_and_the_node_has_failed()
    {
        var result = ReceiveAll("{ 1; 2; throw 'no more' } -AsObject");

        Assert.Equal([1, 2], result.Output.Select(item => item.BaseObject));
        Assert.Contains("no more", Assert.Single(result.Errors).ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_that_do_not_fit_say_so_and_name_S3()
    {
        // Random text can't be compressed.
        var bytes = new byte[30_000];
        new Random(1).NextBytes(bytes);

        var result = ReceiveAll("{ $args[0] } -ArgumentList $args[1] -AsObject", Convert.ToBase64String(bytes));

        Assert.Empty(result.Output);
        var error = Assert.Single(
            result.Errors, error => error.FullyQualifiedErrorId.StartsWith("ObjectsUnavailable", StringComparison.Ordinal));
        Assert.Contains("-OutputS3BucketName", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void With_S3_there_is_no_limit_to_objects()
    {
        _session.Invoke("{ $args[0] } -ArgumentList $args[1] -AsObject -OutputS3BucketName the-bucket", "", new string('x', 100));

        Assert.DoesNotContain("TooLarge", _session.SentScript(), StringComparison.Ordinal);
    }

    private static object? Plain(object? value) => value switch
    {
        PSObject wrapped => Plain(wrapped.BaseObject),
        IEnumerable items and not string => items.Cast<object?>().Select(Plain).ToArray(),
        _ => value,
    };

    // What the nodes would write and exit with: the script that was sent, run.
    private (string Output, string Error, int ExitCode) Run(string parameters, params ReadOnlySpan<object?> arguments)
    {
        _session.Invoke(parameters, "", arguments);
        return NodePowerShell.Run(_session.SentScript());
    }

    // What comes back when a node writes just that.
    private ScriptResult ReceiveAll(string parameters, params ReadOnlySpan<object?> arguments)
    {
        var (output, error, exitCode) = Run(parameters, arguments);
        var answer = new Hashtable { ["StandardOutput"] = output, ["StandardError"] = error, ["ExitCode"] = exitCode };
        using var session = new RunSession("-NodeCount 1 -Answer $argument", answer);
        var result = session.Invoke(parameters, "", arguments);
        Assert.Equal(_session.Simulator.NodeIds, session.Simulator.NodeIds);
        return result;
    }
}
