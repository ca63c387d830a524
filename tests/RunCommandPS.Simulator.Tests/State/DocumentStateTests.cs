using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Tests.State;

public sealed class DocumentStateTests
{
    [Fact]
    public void Killed_after_any_byte_every_acknowledged_change_of_a_document_is_kept()
    {
        using var stream = new MemoryStream();
        stream.Write(Journal.Header);
        using var journal = new Journal(stream, []);
        var (library, kept) = Start(journal);
        List<(long Length, string[] Documents)> acknowledged = [(0, [])];
        void Acknowledge() => acknowledged.Add((stream.Length, Made(library)));

        kept.Add(Document("One", "first"));
        Acknowledge();
        kept.Add(Document("Two", "zweiter ☺"));
        Acknowledge();
        kept.Remove("One", version: null, versionName: null);
        Acknowledge();
        kept.Add(Document("One", "again"));
        Acknowledge();
        kept.Update("One", version: null, _ => Document("One", "second", 2));
        Acknowledge();
        kept.Update("One", version: "2", _ => Document("One", "third", 3));
        Acknowledge();
        kept.SetDefault("One", "3");
        Acknowledge();
        kept.ChangeTags("One", _ => [new("Team", "web")]);
        Acknowledge();
        kept.Remove("One", "2", versionName: null);
        Acknowledge();
        Assert.Equal(["One 1 again web, 3! third web", "Two 1! zweiter ☺ "], acknowledged[^1].Documents);

        var text = stream.ToArray();
        for (var length = 0; length <= text.Length; length++)
        {
            using var rest = new Journal(new MemoryStream(), RecordedLife.Read(text[..length]));

            Assert.Equal(acknowledged.Last(one => one.Length <= length).Documents, Made(Start(rest).Library));
        }
    }

    private static (DocumentLibrary Library, KeptDocuments Kept) Start(Journal journal)
    {
        var library = new DocumentLibrary([], SimulatorOptions.DefaultAccountId, "us-east-1");
        return (library, new KeptDocuments(library, journal, AccountEntries.Of(journal.Past), new FakeTimeProvider()));
    }

    private static StoredDocument Document(string name, string word, int version = 1) => DocumentFile.Read(
        name,
        StoredDocument.JsonFormat,
        $$$"""{"schemaVersion":"2.2","description":"{{{word}}}","mainSteps":[{"action":"aws:runShellScript","name":"one","inputs":"""
            + $$$"""{"runCommand":["true"]}}]}""",
        SimulatorOptions.DefaultAccountId,
        DateTimeOffset.UnixEpoch,
        version);

    private static string[] Made(DocumentLibrary library) =>
    [
        .. library.Families.Select(family => $"{family.Name} "
            + string.Join(", ", family.Versions.Select(version =>
                $"{version.Version}{(version == family.Default ? "!" : "")} {version.Content.Description} "
                    + string.Concat(version.Labels.Tags.Select(tag => tag.Value))))),
    ];
}
