using System.Xml.Linq;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>Format-List leaves nothing out.</summary>
public sealed class ListTests(SampleSessions sessions) : IClassFixture<SampleSessions>
{
    private readonly PowerShellEngine _engine = sessions.Of(120);

    [Theory]
    [InlineData("$commands[0]")]
    [InlineData("$invocations[0]")]
    [InlineData("$steps[0]")]
    [InlineData("$results[0]")]
    [InlineData("$summary")]
    [InlineData("$recorded[0]")]
    [InlineData("$rollouts[0]")]
    [InlineData("$nodes[0]")]
    [InlineData("$documents[0]")]
    [InlineData("$parameters[0]")]
    [InlineData("$findings[0]")]
    [InlineData("$outputs[0]")]
    [InlineData("$groups[0]")]
    [InlineData("$stopped")]
    public void Every_property_is_there(string what)
    {
        var type = _engine.Run(what).Succeeded().Output[0].BaseObject.GetType();
        var inner = XDocument.Load(Path.Combine(Path.GetDirectoryName(BuiltModule.Manifest)!, "RunCommandPS.Types.ps1xml"))
            .Descendants("Type").Where(node => node.Element("Name")!.Value == type.FullName)
            .Descendants("CodeProperty").Select(node => node.Element("Name")!.Value);
        var properties = type.GetProperties().Select(property => property.Name).Union(inner);

        var labels = Labels(_engine.Show($"{what} | Format-List"));

        // The two moments of a step have shorter labels there.
        Assert.Equal(properties.Order(StringComparer.Ordinal), labels.Select(Unabbreviated).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_command_says_what_it_is_in_full()
    {
        _engine.Run("""
            $values = [System.Collections.Generic.Dictionary[string, System.Collections.Generic.IReadOnlyList[string]]]::new()
            $values.Add('commands', [string[]]('uptime', 'df'))
            $values.Add('workingDirectory', [string[]]'/tmp')
            $full = Make Command @{
                CommandId = '11111111-2222-3333-4444-555555555501'; DocumentName = 'AWS-RunShellScript'
                DocumentVersion = '$LATEST'; Comment = 'Weekly'
                Status = 'Failed'; StatusDetails = 'Incomplete'; RequestedDateTime = $time; ExpiresAfter = $time
                Parameters = $values; InstanceIds = [string[]](Ids 3); TargetCount = 3; CompletedCount = 2; ErrorCount = 1
                DeliveryTimedOutCount = 1; MaxConcurrency = '10%'; MaxErrors = '0'; TimeoutSeconds = 600
                NotificationConfig = @{ NotificationArn = 'arn:aws:sns:us-east-1:111122223333:topic' }
                CloudWatchOutputConfig = @{ CloudWatchLogGroupName = 'logs'; CloudWatchOutputEnabled = $true }
                AlarmConfiguration = @{ Alarms = [RunCommandPS.Alarm[]]@(@{ Name = 'CPU' }) }
            }
            """).Succeeded();

        Shown.Equal(
            $$"""
            CommandId              : 11111111-2222-3333-4444-555555555501
            DocumentName           : AWS-RunShellScript
            DocumentVersion        : $LATEST
            Comment                : Weekly
            Status                 : Failed
            StatusDetails          : Incomplete
            HasEnded               : True
            RequestedDateTime      : {{SampleObjects.Time}}
            ExpiresAfter           : {{SampleObjects.Time}}
            Parameters             : commands = uptime
                                                df
                                     workingDirectory = /tmp
            InstanceIds            : {i-00000000000000001, i-00000000000000002, i-00000000000000003}
            Targets                : {}
            TargetCount            : 3
            CompletedCount         : 2
            ErrorCount             : 1
            DeliveryTimedOutCount  : 1
            MaxConcurrency         : 10%
            MaxErrors              : 0
            TimeoutSeconds         : 600
            OutputS3BucketName     :
            OutputS3KeyPrefix      :
            OutputS3Region         :
            ServiceRole            :
            NotificationConfig     : arn:aws:sns:us-east-1:111122223333:topic
            CloudWatchOutputConfig : logs
            AlarmConfiguration     : CPU
            TriggeredAlarms        : {}
            Region                 :
            Account                :
            Endpoint               :
            ProfileName            :
            RoleArn                :
            """,
            _engine.Show("$full | Format-List"));
    }

    [Fact]
    public void A_document_names_its_parameters_and_says_how_long_it_is()
    {
        var lines = Shown.Text(_engine.Show("$documents[0] | Format-List")).Split('\n');

        Assert.Contains("Parameters        : {commands, level, aParameterWithALongName}", lines);
        Assert.Contains("Content           : 1,200 characters", lines);
        Assert.Contains($"CreatedDate       : {SampleObjects.Time}", lines);
    }

    [Fact]
    public void A_list_of_a_thousand_nodes_is_shortened()
    {
        _engine.Run("$many = [RunCommandPS.Command]@{ InstanceIds = [string[]](Ids 1000) }").Succeeded();

        Assert.InRange(_engine.Show("$many | Format-List").Length, 100, 5_000);
    }

    /// <summary>The labels of what Format-List shows of an object.</summary>
    internal static IEnumerable<string> Labels(string list) =>
        list.Split('\n').Where(line => line.Length > 0 && line[0] != ' ' && line.Contains(" :", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]);

    private static string Unabbreviated(string label) => label switch
    {
        "Started" => "ResponseStartDateTime",
        "Finished" => "ResponseFinishDateTime",
        _ => label,
    };
}
