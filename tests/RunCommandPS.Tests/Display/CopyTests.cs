using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Display;

/// <summary>The copy of an object, from a file, a job or another computer, looks like the object.</summary>
public sealed class CopyTests
{
    [Theory]
    [InlineData("$commands", 1)]
    [InlineData("$commands | Format-List", 2)]
    [InlineData("$invocations", 3)]
    [InlineData("$results | Format-Table", 3)]
    [InlineData("$outputs", 1)]
    [InlineData("$groups", 1)]
    [InlineData("$groups | Format-Table", 1)]
    [InlineData("$nodes", 1)]
    [InlineData("$parameters", 1)]
    [InlineData("$findings", 1)]
    [InlineData("$stopped", 1)]
    [InlineData("$summary", 1)]
    [InlineData("$recorded", 1)]
    [InlineData("$rollouts", 2)]
    [InlineData("$rollouts | Format-List", 2)]
    public void A_copy_is_shown_as_the_object(string what, int depth)
    {
        using var engine = new PowerShellEngine(new EngineOptions { BufferWidth = 120 });
        engine.Run(SampleObjects.Script, SampleObjects.Argument).Succeeded();
        var variable = what.Split(' ')[0];

        const string Serializer = "[System.Management.Automation.PSSerializer]";
        Shown.Equal(
            Shown.Text(engine.Show(what)),
            engine.Show($"{variable} = {Serializer}::Deserialize({Serializer}::Serialize({variable}, {depth + 1})); {what}"));
    }
}
