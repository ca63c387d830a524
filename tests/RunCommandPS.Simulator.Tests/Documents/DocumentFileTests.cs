using RunCommandPS.Simulator.Documents;

namespace RunCommandPS.Simulator.Tests.Documents;

public sealed class DocumentFileTests : IDisposable
{
    private const string Yaml = """
        # A comment
        schemaVersion: "2.2"
        description: &text Greets
        parameters:
          who: { type: String, default: world }
          times: { type: Integer, default: 3 }
        mainSteps:
          - name: greet
            action: aws:runShellScript
            inputs:
              timeoutSeconds: 60
              runCommand:
                - |
                  echo hello
                  echo {{ who }}
                - 'echo "true"'
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_gives_its_documents_under_the_names_of_their_files()
    {
        Write("Greet-World.yaml", Yaml);
        Write("Other.yml", Yaml);
        Write(
            "Plain.json",
            """{ "schemaVersion": "1.2", "runtimeConfig": { "aws:runShellScript": { "properties": { "runCommand": ["ls"] } } } }""");
        Write("readme.txt", "no document");

        var documents = DocumentFile.Load(_folder, "111122223333", DateTimeOffset.UnixEpoch).ToList();

        Assert.Equal(["Greet-World", "Other", "Plain"], documents.Select(document => document.Name));
        Assert.Equal(["2.2", "2.2", "1.2"], documents.Select(document => document.Content.SchemaVersion));
        Assert.Equal(["YAML", "YAML", "JSON"], documents.Select(document => document.Format));
        Assert.Equal("Greets", documents[0].Content.Description);
        Assert.Equal("echo hello\necho {{ who }}\n", documents[0].Content.Steps[0].Inputs["runCommand"]![0]!.GetValue<string>());
        Assert.Equal("echo \"true\"", documents[0].Content.Steps[0].Inputs["runCommand"]![1]!.GetValue<string>());
        Assert.Equal(60, documents[0].Content.Steps[0].Inputs["timeoutSeconds"]!.GetValue<long>());
        Assert.Equal(documents[0].Text, documents[0].TextAs("YAML"));
    }

    [Theory]
    [InlineData("broken.json", "{", "broken")]
    [InlineData("empty.yaml", "", "empty")]
    [InlineData("tabs.yaml", "a:\n\t- b", "tabs")]
    [InlineData("no-steps.json", """{ "schemaVersion": "2.2" }""", "no-steps")]
    [InlineData("bad name.json", "{}", "bad name")]
    [InlineData("list-key.yaml", "? [a]\n: b", "list-key")]
    [InlineData(
        "bomb.yaml",
        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]",
        "bomb")]
    public void A_file_that_is_no_document_is_an_error_that_names_it(string file, string text, string named)
    {
        Write(file, text);

        var error = Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { DocumentPaths = [_folder] }));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_an_error_that_names_it() =>
        Assert.Contains(
            "nowhere",
            Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { DocumentPaths = ["nowhere"] })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Two_documents_of_one_name_are_an_error()
    {
        Write("AWS-RunShellScript.yaml", Yaml);

        Assert.Contains(
            "AWS-RunShellScript",
            Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(new SimulatorOptions { DocumentPaths = [_folder] })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("~", null)]
    [InlineData("yes", "\"yes\"")]
    [InlineData("true", "true")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("007", "7")]
    [InlineData("2.0", "2.0")]
    [InlineData("1.50", "1.50")]
    [InlineData("text", "\"text\"")]
    public void Scalars_are_read_by_the_core_schema(string yaml, string? json) =>
        Assert.Equal(json, YamlTree.Parse($"a: {yaml}")!["a"]?.ToJsonString());

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
