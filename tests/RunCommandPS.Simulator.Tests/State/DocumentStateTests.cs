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
        Assert.Equal(["One again", "Two zweiter ☺"], acknowledged[^1].Documents);

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
        return (library, new KeptDocuments(library, journal, new FakeTimeProvider()));
    }

    private static StoredDocument Document(string name, string word) => DocumentFile.Read(
        name,
        StoredDocument.JsonFormat,
        $$$"""{"schemaVersion":"2.2","description":"{{{word}}}","mainSteps":[{"action":"aws:runShellScript","name":"one","inputs":"""
            + $$$"""{"runCommand":["true"]}}]}""",
        SimulatorOptions.DefaultAccountId,
        DateTimeOffset.UnixEpoch);

    private static string[] Made(DocumentLibrary library) =>
        [.. library.Families.Select(family => $"{family.Default.Name} {family.Default.Content.Description}")];
}
