using System.Management.Automation;

namespace RunCommandPS.Help.Tests.Fixture;

/// <summary>The cmdlet that the pages of these tests are about.</summary>
[Cmdlet(VerbsCommon.Get, "Greeting", DefaultParameterSetName = "Name")]
[OutputType(typeof(string))]
public sealed class GetGreetingCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "Crowd")]
    [Alias("Who")]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "Crowd")]
    public int Count { get; set; }

    [Parameter]
    [ValidateSet("Day", "Night")]
    public string Time { get; set; } = "Day";

    [Parameter]
    public SwitchParameter Loud { get; set; }

    protected override void ProcessRecord() => WriteObject(string.Join(' ', Name, Count, Time, Loud));
}
