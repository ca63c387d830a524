using RunCommandPS.Connection;

namespace RunCommandPS.Core.Tests.Connection;

/// <summary>What is secret about a connection is shown nowhere.</summary>
public sealed class SecretsTests
{
    [Theory]
    [InlineData("https://user:pass@ssm.example.com/", "https://ssm.example.com/")]
    [InlineData("http://user:p%40ss@127.0.0.1:4566/path?x=1", "http://127.0.0.1:4566/path?x=1")]
    [InlineData("http://127.0.0.1:4566", "http://127.0.0.1:4566/")]
    [InlineData("localhost:4566", null)]
    [InlineData("ftp://user:pass@host", null)]
    [InlineData("http://", null)]
    [InlineData("", null)]
    public void An_address_is_read_without_user_and_password(string text, string? expected) =>
        Assert.Equal(expected, EndpointAddress.Of(text)?.AbsoluteUri);

    [Theory]
    [InlineData("ftp://user:pass@host", "ftp://***@host")]
    [InlineData("user:pa/s@s@host:1", "***@host:1")]
    [InlineData("http://user:pa/ss@host", "http://***@host")]
    [InlineData("ssm", "ssm")]
    public void What_is_no_address_is_shown_without_them(string text, string expected) =>
        Assert.Equal(expected, EndpointAddress.Show(text));

    [Fact]
    public void A_line_is_shown_without_the_passwords_of_its_addresses() => Assert.Equal(
        "Get-RunCommand -EndpointUrl 'http://***@h:1' | x -EndpointUrl https://***@i/ -Region a@b",
        EndpointAddress.ShowAll("Get-RunCommand -EndpointUrl 'http://u:p@h:1' | x -EndpointUrl https://u:p@i/ -Region a@b"));

    [Fact]
    public void A_connection_has_no_password_in_its_endpoint() =>
        Assert.Equal("", new ConnectionOptions { EndpointUrl = new Uri("http://user:pass@host") }.EndpointUrl!.UserInfo);

    [Fact]
    public void A_secret_is_compared_by_value_and_shown_as_asterisks()
    {
        Secret? secret = "wJalrXUtnFEMI";

        Assert.Equal(new Secret("wJalrXUtnFEMI"), secret);
        Assert.NotEqual(new Secret("other"), secret);
        Assert.Equal("********", $"{secret}");
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.DoesNotContain("wJalrXUtnFEMI", $"{new ConnectionOptions { SecretKey = secret }}", StringComparison.Ordinal);
    }
}
