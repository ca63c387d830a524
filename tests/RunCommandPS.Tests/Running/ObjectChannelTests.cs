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
        using var session = Receiving(Marked(PSSerializer.Serialize(new ArrayList { new PSObject { Properties =
            { new PSNoteProperty("PSComputerName", "localhost"), new PSNoteProperty("A", 1) } } })));

        var item = Assert.Single(session.Invoke("{ 1 } -AsObject").Succeeded().Output);

        Assert.Equal(session.Simulator.NodeIds[0], item.Properties["PSComputerName"].Value);
        Assert.Equal(1, item.Properties["A"].Value);
    }

    [Fact]
    public void An_object_has_the_name_of_its_node_unless_it_has_such_a_property()
    {
        var plain = new PSObject { Properties = { new PSNoteProperty("A", 1) } };
        var named = new PSObject { Properties = { new PSNoteProperty("InstanceName", "its own") } };
        using var session = new RunSession("-Node @{ Name = 'web1' } -Answer $argument", new Hashtable
        {
            ["StandardOutput"] = Marked(PSSerializer.Serialize(new ArrayList { plain, plain, named })),
        });

        var output = session.Invoke("{ 1 } -AsObject").Succeeded().Output;

        Assert.Equal(["web1", "web1", "its own"], output.Select(item => item.Properties["InstanceName"].Value));
    }

    [Fact]
    public void The_same_object_twice_and_empty_texts_come_back_twice()
    {
        var same = new PSObject { Properties = { new PSNoteProperty("A", 1) } };
        using var session = Receiving(Marked(PSSerializer.Serialize(new ArrayList { same, same, "", "", true, true })));

        Assert.Equal(6, session.Invoke("{ 1 } -AsObject").Succeeded().Output.Count);
    }

    // A node for each, since a session for each would cost more than all the rest.
    [Fact]
    public void Output_that_has_no_objects_is_an_error_of_its_node()
    {
        const string Objects = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";
        string[] outputs =
        [
            "nothing",
            Begin + "H4sIAAAAAAAAA",
            Begin + "not base64 >#",
            Begin + "AAAA >#",
            Begin + ">#",
            Begin + " >#",
            "#< RunCommandPS.TooLarge >#",
            "#< RunCommandPS.TooLarge lots >#",
            .. new[]
            {
                "",
                "<x/>",
                "<Objs/>",
                "<Objs Version=\"9.9\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><I32>1</I32></Objs>",
                Objects + "<I32>x</I32></Objs>",
                Objects + "<Ref RefId=\"7\"/></Objs>",
                Objects + "<Obj RefId=\"0\"><TNRef RefId=\"5\"/></Obj></Objs>",
                Objects + "<Obj RefId=\"0\"><LST><I32>",
                Objects + "<SS>zz</SS></Objs>",
                Objects + "<BA>!</BA></Objs>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            }.Select(Marked),
        ];
        var answers =
            outputs.Select((output, index) => new Hashtable { ["Node"] = $"node-{index + 1:d4}", ["StandardOutput"] = output }).ToArray();
        using var session = new RunSession($"-NodeCount {outputs.Length} -Answer $argument", answers);

        var result = session.Invoke("{ 1 } -AsObject");

        Assert.Empty(result.Output);
        Assert.Equal(session.Simulator.NodeIds.Order(), result.Errors.Select(Node).Order());
        Assert.All(result.Errors, error => Assert.StartsWith("ObjectsUnavailable", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    private static string Node(ErrorRecord error) => (string)PSObject.AsPSObject(error.TargetObject).Properties["InstanceId"].Value;

    private static RunSession Receiving(string output) =>
        new("-NodeCount 1 -Answer $argument", new Hashtable { ["StandardOutput"] = output });

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
