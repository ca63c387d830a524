using System.Runtime.Versioning;
using RunCommandPS.Storage;

namespace RunCommandPS.Core.Tests.Storage;

public sealed class LineFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    private string Target => Path.Combine(_folder.FullName, "lines");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Only_one_has_a_file_and_after_that_another_may()
    {
        using (var first = LineFile.TryTake(Target))
        {
            Assert.NotNull(first);
            Assert.Null(LineFile.TryTake(Target));
            Assert.True(LineFile.IsTaken(Target));
        }

        Assert.False(LineFile.IsTaken(Target));
        using var second = LineFile.TryTake(Target);
        Assert.NotNull(second);
    }

    [Fact]
    public void A_last_line_that_was_not_written_to_its_end_goes_before_the_next_one()
    {
        File.WriteAllText(Target, "one\ntwo\nthr");
        using var file = LineFile.TryTake(Target)!;

        using (var stream = file.Append())
        {
            stream.Write("four\n"u8);
        }

        Assert.Equal("one\ntwo\nfour\n", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(10_000)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public void The_end_of_the_lines_is_found_however_long_the_rest_is(int rest)
    {
        File.WriteAllText(Target, "one\n" + new string('x', rest));
        using var file = LineFile.TryTake(Target)!;

        file.Append().Dispose();

        Assert.Equal("one\n", File.ReadAllText(Target));
    }

    [Fact]
    public void Other_content_takes_the_place_of_all_there_was_and_goes_through_no_link()
    {
        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        File.WriteAllText(elsewhere, "untouched");
        File.WriteAllText(Target, "old\n");
        File.CreateSymbolicLink(Target + ".new", elsewhere);
        using var file = LineFile.TryTake(Target)!;

        using (var stream = file.Rewrite(fresh => fresh.Write("new\n"u8)))
        {
            stream.Write("more\n"u8);
        }

        Assert.Equal("new\nmore\n", File.ReadAllText(Target));
        Assert.Equal("untouched", File.ReadAllText(elsewhere));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_user_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders of the user are the user's there.");
        using var file = LineFile.TryTake(Target)!;

        file.Append().Dispose();

        const UnixFileMode OfTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal((OfTheUser, OfTheUser), (File.GetUnixFileMode(Target), File.GetUnixFileMode(Target + ".lock")));
    }
}
