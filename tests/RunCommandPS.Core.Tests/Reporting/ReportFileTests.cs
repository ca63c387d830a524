using System.Runtime.Versioning;
using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

public sealed class ReportFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    private string Place => Path.Combine(_folder.FullName, "r.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_written_and_nothing_is_left_beside_it()
    {
        var file = Write("new");

        Assert.Equal((Place, "new"), (file.FullName, File.ReadAllText(Place)));
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void What_was_there_stays_where_writing_fails_half_way()
    {
        File.WriteAllText(Place, "old");

        var error = Assert.Throws<ReportNotWrittenException>(() => ReportFile.Write(Place, isForced: false, isKept: false, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device.");
        }));

        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Place));
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void A_file_that_came_meanwhile_is_kept_where_files_are_to_be_kept()
    {
        Assert.Throws<ReportNotWrittenException>(() => ReportFile.Write(Place, isForced: false, isKept: true, stream =>
        {
            stream.Write("new"u8);
            File.WriteAllText(Place, "theirs");
        }));

        Assert.Equal("theirs", File.ReadAllText(Place));
        Assert.Single(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public void A_link_goes_on_pointing_to_its_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links takes a privilege there.");
        var link = Path.Combine(_folder.FullName, "link");
        File.WriteAllText(Place, "old");
        File.CreateSymbolicLink(link, Place);

        ReportFile.Write(link, isForced: false, isKept: false, stream => stream.Write("new"u8));

        Assert.Equal((Place, "new"), (new FileInfo(link).LinkTarget, File.ReadAllText(Place)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Who_could_read_a_file_can_read_what_replaces_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no modes there.");
        File.WriteAllText(Place, "old");
        File.SetUnixFileMode(Place, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Write("new");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Place));
    }

    [Fact]
    public void A_file_that_may_only_be_read_is_replaced_by_force_alone()
    {
        File.WriteAllText(Place, "old");
        File.SetAttributes(Place, FileAttributes.ReadOnly);

        Assert.Equal(ErrorKind.PermissionDenied, Assert.Throws<ReportNotWrittenException>(() => Write("new")).Kind);
        ReportFile.Write(Place, isForced: true, isKept: false, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(Place));
        File.SetAttributes(Place, FileAttributes.Normal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_not_made()
    {
        var path = Path.Combine(_folder.FullName, "no", "r.txt");

        Assert.Equal(
            ErrorKind.ObjectNotFound,
            Assert.Throws<ReportNotWrittenException>(() => ReportFile.Check(path, isForced: true, isKept: false)).Kind);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    private FileInfo Write(string text) => ReportFile.Write(
        Place, isForced: false, isKept: false, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
