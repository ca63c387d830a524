using RunCommandPS.Documents;
using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

/// <summary>A document's parameters come from its content, which knows their constraints; without it, from its description.</summary>
public sealed class DocumentReaderTests
{
    private const string Content =
        """
        {
            "schemaVersion": "2.2",
            "parameters": {
                "level": {
                    "type": "String", "description": "How loud.", "default": "info", "allowedValues": ["info", "error"],
                    "allowedPattern": "[a-z]+",
                    "minChars": 2, "maxChars": 9, "displayType": "textfield", "interpolationType": "ENV_VAR"
                },
                "items": { "type": "StringList", "default": ["a", "b"], "minItems": 1, "maxItems": 3 },
                "count": { "type": "Integer" }
            },
            "mainSteps": [{ "action": "aws:runShellScript", "name": "run", "inputs": { "runCommand": ["true"] } }]
        }
        """;

    private static readonly RunCommandDocument Description = new()
    {
        Name = "Company-Log",
        Description = "Logs.",
        Parameters = [new RunCommandDocumentParameter { Name = "level", Type = "String", DefaultValue = "info" }],
    };

    [Fact]
    public async Task Constraints_are_read_from_the_content()
    {
        var (document, problem) = await DescribeAsync((_, _) => Content);

        Assert.Null(problem);
        Assert.Equal(("Company-Log", "Logs.", Content), (document.Name, document.Description, document.Content));
        Assert.Equal(["level", "items", "count"], document.Parameters.Select(parameter => parameter.Name));
        Assert.Equivalent(
            new RunCommandDocumentParameter
            {
                Name = "level",
                Type = "String",
                DefaultValue = "info",
                Description = "How loud.",
                AllowedValues = ["info", "error"],
                AllowedPattern = "[a-z]+",
                MinChars = 2,
                MaxChars = 9,
                DisplayType = "textfield",
                InterpolationType = "ENV_VAR",
            },
            document.Parameters[0],
            strict: true);
        Assert.Equal(
            ("StringList", """["a","b"]""", 1, 3),
            (document.Parameters[1].Type, document.Parameters[1].DefaultValue, document.Parameters[1].MinItems,
                document.Parameters[1].MaxItems));
        Assert.True(document.Parameters[2] is { IsRequired: true, DefaultValue: null, AllowedPattern: "" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("""{"schemaVersion": "9.9"}""")]
    [InlineData("""{"schemaVersion": "2.2", "schemaVersion": "2.2"}""")]
    public async Task Content_that_cannot_be_read_leaves_what_the_description_tells(string content)
    {
        var (document, problem) = await DescribeAsync((_, _) => content);

        Assert.IsType<DocumentFormatException>(problem);
        Assert.Equal(Description.Parameters, document.Parameters);
        Assert.Equal(content, document.Content);
    }

    [Fact]
    public async Task Content_that_may_not_be_read_leaves_what_the_description_tells()
    {
        var refusal = new FakeService().Error(ErrorCode.AccessDeniedException);

        var (document, problem) = await DescribeAsync((_, _) => throw refusal);

        Assert.Same(refusal, problem);
        Assert.Equal(Description, document);
    }

    [Fact]
    public async Task Name_and_version_are_asked_for_as_they_were_given()
    {
        var asked = new List<(string, string?)>();
        var service = new FakeService
        {
            Description = (name, version) => Note(name, version, Description),
            Content = (name, version) => Note(name, version, Content),
        };

        await new DocumentReader(service).DescribeAsync("Company-Log", "3", TestContext.Current.CancellationToken);

        Assert.Equal([("Company-Log", "3"), ("Company-Log", "3")], asked);

        T Note<T>(string name, string? version, T answer)
        {
            asked.Add((name, version));
            return answer;
        }
    }

    [Theory]
    [InlineData("Command", true)]
    [InlineData("Automation", false)]
    [InlineData("Package", false)]
    public async Task Only_a_document_of_commands_is_one(string type, bool isOne)
    {
        var service = new FakeService { Description = (_, _) => Description with { DocumentType = type } };

        Assert.Equal(isOne, await new DocumentReader(service).IsCommandAsync("Company-Log", TestContext.Current.CancellationToken));
    }

    private static Task<(RunCommandDocument Document, Exception? Problem)> DescribeAsync(Func<string, string?, string> content) =>
        new DocumentReader(new FakeService { Description = (_, _) => Description, Content = content })
            .DescribeAsync("Company-Log", null, TestContext.Current.CancellationToken);
}
