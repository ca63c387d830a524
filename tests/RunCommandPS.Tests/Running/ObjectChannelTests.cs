using System.Collections;
using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>What comes back with -AsObject from nodes that write what they like.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ObjectChannelTests
{
    private const string Begin = "#< RunCommandPS.Objects ";

    [Fact]
    public void An_object_that_has_a_PSComputerName_gets_the_node_s()
    {
        using var session = Receiving(Marked(PSSerializer.Serialize(new ArrayList { new PSObject { Properties = { new PSNoteProperty("PSComputerName", "localhost"), new PSNoteProperty("A", 1) } } })));

        var item = Assert.Single(session.Invoke("{ 1 } -AsObject").Succeeded().Output);

        Assert.Equal(session.Simulator.NodeIds[0], item.Properties["PSComputerName"].Value);
        Assert.Equal(1, item.Properties["A"].Value);
    }

    [Fact]
    public void The_same_object_twice_and_empty_texts_come_back_twice()
    {
        var same = new PSObject { Properties = { new PSNoteProperty("A", 1) } };
        using var session = Receiving(Marked(PSSerializer.Serialize(new ArrayList { same, same, "", "", true, true })));

        Assert.Equal(6, session.Invoke("{ 1 } -AsObject").Succeeded().Output.Count);
    }

    [Theory]
    [InlineData(Begin + ">#")]
    [InlineData(Begin + " >#")]
    [InlineData("#< RunCommandPS.TooLarge >#")]
    public void A_marker_with_nothing_in_it_is_an_error_of_the_node(string output) => AssertUnavailable(output);

    [Theory]
    [InlineData("")]
    [InlineData("<x/>")]
    [InlineData("<Objs/>")]
    [InlineData("<Objs Version=\"9.9\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><I32>1</I32></Objs>")]
    [InlineData("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><I32>x</I32></Objs>")]
    [InlineData("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Ref RefId=\"7\"/></Objs>")]
    [InlineData("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\"><TNRef RefId=\"5\"/></Obj></Objs>")]
    [InlineData("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\"><LST><I32>")]
    [InlineData("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><SS>zz</SS></Objs>")]
    [InlineData("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><BA>!</BA></Objs>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    public void Objects_that_are_none_are_an_error_of_the_node(string xml) => AssertUnavailable(Marked(xml));

    private static void AssertUnavailable(string output)
    {
        using var session = new RunSession("-NodeCount 2 -Answer $argument, @{ StandardOutput = 'other' }", new Hashtable { ["StandardOutput"] = output, ["Node"] = "node-0001" });

        var result = session.Invoke("{ 1 } -AsObject");

        Assert.Empty(result.Output);
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("ObjectsUnavailable", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    private static RunSession Receiving(string output) => new("-NodeCount 1 -Answer $argument", new Hashtable { ["StandardOutput"] = output });

    private static string Marked(string xml)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.SmallestSize))
        {
            zip.Write(Encoding.UTF8.GetBytes(xml));
        }

        return Begin + Convert.ToBase64String(stream.ToArray()) + " >#\n";
    }
}
