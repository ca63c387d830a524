using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

public sealed class CommandStandInTests : IDisposable
{
    private readonly PowerShellEngine _engine = new(new EngineOptions { Module = null });
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("1..5 | Select-Object -First 2", "1,2")]
    [InlineData("1..5 | Select-Object -Last 2", "4,5")]
    [InlineData("1..5 | Select-Object -Last 2 -Skip 1", "3,4")]
    [InlineData("1..5 | Select-Object -Skip 3", "4,5")]
    [InlineData("1..5 | Select-Object -Skip 1 -First 2", "2,3")]
    [InlineData("1..5 | Select-Object -First 0", "")]
    [InlineData("1, 2, 1, 'a', 'A', 'a' | Select-Object -Unique", "1,2,a,A")]
    [InlineData("[pscustomobject]@{ A = 1; B = 2 } | Select-Object -ExpandProperty B", "2")]
    [InlineData("[pscustomobject]@{ A = 1, 2 } | Select-Object -ExpandProperty A", "1,2")]
    [InlineData("([pscustomobject]@{ Ab = 1; Ac = 2; B = 3 } | Select-Object A*, None).PSObject.Properties.Name", "Ab,Ac,None")]
    [InlineData("(4 | Select-Object @{ n = 'Twice'; e = { $_ * 2 } }).Twice", "8")]
    [InlineData("3, 1, 2 | Sort-Object", "1,2,3")]
    [InlineData("3, 1, 2, 3 | Sort-Object -Descending -Unique", "3,2,1")]
    [InlineData("'bb', 'a', 'ccc' | Sort-Object Length -Descending", "ccc,bb,a")]
    [InlineData("'bb', 'a' | Sort-Object { $_.Length }", "a,bb")]
    [InlineData("'bb', 'a', 'cc' | Group-Object Length | ForEach-Object { \"$($_.Name)=$($_.Count)\" }", "1=1,2=2")]
    [InlineData("('bb', 'a', 'cc' | Group-Object Length -AsHashTable)[2]", "bb,cc")]
    [InlineData("(1..4 | Measure-Object -Sum).Sum", "10")]
    [InlineData("('a', 'b' | Measure-Object).Count", "2")]
    [InlineData("Write-Output 1 2", "1,2")]
    [InlineData("(New-Object DateTime 2020, 1, 2).Day", "2")]
    [InlineData("(New-Object psobject -Property @{ A = 1 }).A", "1")]
    [InlineData("(New-TimeSpan -Minutes 2).TotalSeconds", "120")]
    [InlineData("(Get-Date '2020-01-02' -Format yyyy)", "2020")]
    [InlineData("$x = 3; Get-Variable x -ValueOnly", "3")]
    [InlineData("Set-Variable y 4; $y", "4")]
    [InlineData("(ConvertTo-SecureString 'abc' -AsPlainText -Force).Length", "3")]
    [InlineData("(Get-Verb | Where-Object Group -eq Communications).Verb -contains 'Send'", "True")]
    [InlineData("1..3 | Get-Random -Count 3 | Sort-Object", "1,2,3")]
    public void Does_what_the_real_command_does(string script, string expected) =>
        Assert.Equal(expected, string.Join(',', _engine.Run(script).Succeeded().Output));

    [Fact]
    public void Export_Csv_quotes_every_value_but_null()
    {
        var path = Path.Combine(_folder.FullName, "file.csv");

        _engine.Run("[pscustomobject]@{ A = 1; B = $null; C = 'say \"x\"' }, [pscustomobject]@{ C = ''; A = 2.5; D = 1 } | Export-Csv -LiteralPath $args[0] -Encoding utf8", path).Succeeded();

        Assert.Equal(["\"A\",\"B\",\"C\"", "\"1\",,\"say \"\"x\"\"\"", "\"2.5\",,\"\""], File.ReadAllLines(path));
    }

    [Fact]
    public void First_stops_what_comes_before_it_and_nothing_else()
    {
        var result = _engine.Run("""
            1..5 | ForEach-Object { Write-Warning "$_"; $_ } | Select-Object -First 2
            'after'
            """).Succeeded();

        Assert.Equal(["1", "2"], result.Warnings);
        Assert.Equal("after", result.Output[^1].ToString());
    }

    [Fact]
    public void An_endless_source_ends_with_First()
    {
        static IEnumerable<object> Endless()
        {
            for (var i = 0; ; i++)
            {
                yield return i;
            }
        }

        Assert.Equal([0, 1, 2], _engine.Run("$args[0] | Select-Object -First 3", Endless()).Succeeded().Values<int>());
    }

    [Theory]
    [InlineData("""'{"a":1,"b":[true,null,"x"],"c":{"d":2.5}}' | ConvertFrom-Json | ConvertTo-Json -Compress""", """{"a":1,"b":[true,null,"x"],"c":{"d":2.5}}""")]
    [InlineData("""('{"a":{"b":1}}' | ConvertFrom-Json -AsHashtable).a.b""", "1")]
    [InlineData("""('{"a":' , '1}' | ConvertFrom-Json).a""", "1")]
    [InlineData("""('{"a":1}' , '{"a":2}' | ConvertFrom-Json).a -join ' '""", "1 2")]
    [InlineData("""('[1,2]' | ConvertFrom-Json | Measure-Object).Count""", "2")]
    [InlineData("""ConvertTo-Json -Compress @(1)""", "[1]")]
    [InlineData("""1 | ConvertTo-Json -Compress""", "1")]
    [InlineData("""1, 2 | ConvertTo-Json -Compress""", "[1,2]")]
    [InlineData("""1 | ConvertTo-Json -Compress -AsArray""", "[1]")]
    [InlineData("""[ordered]@{ a = 'x'; b = @{ c = 1 } } | ConvertTo-Json -Compress""", """{"a":"x","b":{"c":1}}""")]
    public void Json_goes_in_and_out(string script, string expected) =>
        Assert.Equal(expected, string.Join(',', _engine.Run(script).Succeeded().Output));

    [Fact]
    public void Json_below_the_depth_is_text_with_a_warning()
    {
        var result = _engine.Run("@{ a = @{ b = @{ c = 1 } } } | ConvertTo-Json -Depth 1 -Compress").Succeeded();

        Assert.Equal("""{"a":{"b":"System.Collections.Hashtable"}}""", result.Output[0].ToString());
        Assert.Contains("depth of 1", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_json_is_an_error() => Assert.Contains("JSON", _engine.Run("'{' | ConvertFrom-Json").OnlyError.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Files_are_made_read_listed_and_removed()
    {
        var result = _engine.Run("""
            Set-Location $args[0]
            $file = Join-Path $args[0] 'ids.txt'
            'one', 'two' | Set-Content $file
            $lines = Get-Content ids.txt
            $lines.Count
            $lines[1].PSChildName
            $lines[1].ReadCount
            (Get-Content ids.txt -Raw).Length -eq ('onetwo'.Length + 2 * [Environment]::NewLine.Length)
            (Get-Item ids.txt).GetType().Name
            (Get-ChildItem).Name
            Split-Path $file -Leaf
            (Split-Path $file) -eq $args[0]
            Test-Path ids.txt
            Remove-Item ids.txt
            Test-Path ids.txt
            $null = New-Item made -ItemType Directory
            Test-Path made -PathType Container
            Test-Path made -PathType Leaf
            (Resolve-Path made).ProviderPath -eq (Join-Path (Get-Location) made)
            """, _folder.FullName).Succeeded();

        Assert.Equal("2 ids.txt 2 True FileInfo ids.txt ids.txt True True False True False True", string.Join(' ', result.Output));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_the_rest_goes_on()
    {
        var result = _engine.Run("Get-Content /no/such/file; Get-Item /no/such/item; Get-ChildItem /no/such/folder; 'after'");

        Assert.Equal(3, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("PathNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal("after", result.Output.Single().ToString());
    }

    [Fact]
    public void Items_of_other_providers_work_too() =>
        Assert.Equal("True", _engine.Run("Test-Path Env:PATH").Succeeded().Output[0].ToString());

    [Fact]
    public void A_data_file_is_read_without_being_run()
    {
        var file = Path.Combine(_folder.FullName, "data.psd1");
        File.WriteAllText(file, "@{ A = 1; B = 'x', 'y' }");

        Assert.Equal("1 x y", _engine.Run("$d = Import-PowerShellDataFile $args[0]; \"$($d.A) $($d.B)\"", file).Succeeded().Output[0].ToString());

        File.WriteAllText(file, "@{ A = $(throw 'run') }");
        Assert.DoesNotContain("RuntimeException: run", _engine.Run("Import-PowerShellDataFile $args[0]", file).OnlyError.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Format_commands_and_Out_String_use_the_engines_formatting()
    {
        var result = _engine.Run("""
            $object = [pscustomobject]@{ Name = 'n'; Size = 1 }
            $object | Format-List Name | Out-String
            $object | Format-Table Size -HideTableHeaders | Out-String
            ($object | Out-String -Stream | Where-Object { $_ }) -join '|'
            """).Succeeded();

        Assert.Equal("Name : n", result.Output[0].ToString().Trim());
        Assert.Equal("1", result.Output[1].ToString().Trim());
        Assert.Equal("Name Size|---- ----|n       1", result.Output[2].ToString());
    }

    [Fact]
    public void What_a_stand_in_does_not_have_is_an_error() =>
        Assert.Contains("ExcludeProperty", _engine.Run("1 | Select-Object -ExcludeProperty a").OnlyError.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Every_stand_in_says_what_it_has()
    {
        var comments = File.ReadAllText(Path.ChangeExtension(typeof(CommandStandInTests).Assembly.Location, ".xml"));

        Assert.All(
            typeof(SelectObjectCommand).Assembly.GetTypes().Where(type => type.Namespace == typeof(SelectObjectCommand).Namespace && type.IsDefined(typeof(CmdletAttribute), false)),
            type => Assert.Matches($"""<member name="T:{type.FullName}">\s*<summary>[^<]*(<see [^<]*)?</summary>\s*<remarks>""", comments));
    }
}
