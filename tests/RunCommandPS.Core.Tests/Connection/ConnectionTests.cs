namespace RunCommandPS.Core.Tests.Connection;

public sealed class ConnectionTests
{
    private static readonly ConnectionOptions Then = new()
    {
        Region = "eu-west-1",
        ProfileName = "then",
        ProfileLocation = "then-file",
        EndpointUrl = new Uri("https://then.example.com"),
        RequestTimeout = TimeSpan.FromSeconds(7),
    };

    private static readonly ConnectionOptions ThenByKeys =
        new() { Region = "eu-west-1", AccessKey = "then-key", SecretKey = "then-secret", SessionToken = "then-token" };

    private static readonly ConnectionOptions ThenBySource = new() { Region = "eu-west-1", Credentials = Source.Of("then") };

    public static TheoryData<string, ConnectionOptions, ConnectionOptions, ConnectionOptions> Visits => new()
    {
        { "nothing said", Then, new(), Then },
        { "nothing said, with keys", ThenByKeys, new(), ThenByKeys },
        { "the same region", Then, new() { Region = "eu-west-1" }, Then },
        { "another region", Then, new() { Region = "us-east-1" }, Then with { Region = "us-east-1", EndpointUrl = null } },
        {
            "another endpoint",
            Then,
            new() { EndpointUrl = new Uri("https://now.example.com") },
            Then with { EndpointUrl = new Uri("https://now.example.com") }
        },
        { "another profile", Then, new() { ProfileName = "now" }, Then with { ProfileName = "now", ProfileLocation = null } },
        {
            "another profile in a file",
            Then,
            new() { ProfileName = "now", ProfileLocation = "now-file" },
            Then with { ProfileName = "now", ProfileLocation = "now-file" }
        },
        { "the profile in another file", Then, new() { ProfileLocation = "now-file" }, Then with { ProfileLocation = "now-file" } },
        {
            "keys for a profile",
            Then,
            new() { AccessKey = "now", SecretKey = "s" },
            Then with { ProfileName = null, ProfileLocation = null, AccessKey = "now", SecretKey = "s" }
        },
        {
            "keys for keys",
            ThenByKeys,
            new() { AccessKey = "now", SecretKey = "s" },
            ThenByKeys with { AccessKey = "now", SecretKey = "s", SessionToken = null }
        },
        { "a profile for keys", ThenByKeys, new() { ProfileName = "now" }, new() { Region = "eu-west-1", ProfileName = "now" } },
        { "half of the keys", ThenByKeys, new() { SecretKey = "s" }, new() { Region = "eu-west-1", SecretKey = "s" } },
        { "a token alone", ThenByKeys, new() { SessionToken = "t" }, new() { Region = "eu-west-1", SessionToken = "t" } },
        { "nothing said, with a source", ThenBySource, new(), ThenBySource },
        { "a profile for a source", ThenBySource, new() { ProfileName = "now" }, new() { Region = "eu-west-1", ProfileName = "now" } },
        {
            "a source for keys",
            ThenByKeys,
            new() { Credentials = Source.Of("now") },
            new() { Region = "eu-west-1", Credentials = Source.Of("now") }
        },
        {
            "another time-out",
            Then,
            new() { RequestTimeout = TimeSpan.FromSeconds(1) },
            Then with { RequestTimeout = TimeSpan.FromSeconds(1) }
        },
    };

    [Theory]
    [MemberData(nameof(Visits))]
    public void What_is_said_now_goes_before_what_was_said_then(
        string what, ConnectionOptions then, ConnectionOptions now, ConnectionOptions expected)
    {
        _ = what;
        Assert.Equal(expected, new ConnectionOrigin("eu-west-1", null, then).Revisit(now));
    }

    [Fact]
    public void The_region_that_answered_is_kept_where_nobody_named_it() =>
        Assert.Equal("eu-west-1", new ConnectionOrigin("eu-west-1", null, new ConnectionOptions()).Revisit(new ConnectionOptions()).Region);

    [Fact]
    public void An_object_of_nowhere_has_nothing_to_add()
    {
        var now = new ConnectionOptions { ProfileName = "now" };

        Assert.Equal(now, ConnectionOrigin.None.Revisit(now));
    }

    [Fact]
    public void Text_about_a_connection_shows_no_secret()
    {
        var options = ThenByKeys with
        {
            ProfileName = "here",
            RoleArn = "arn:aws:iam::111122223333:role/operators",
            EndpointUrl = new Uri("https://here.example.com"),
        };

        Assert.Equal(
            "Region = eu-west-1, ProfileName = here, RoleArn = arn:aws:iam::111122223333:role/operators, "
                + "EndpointUrl = https://here.example.com/",
            options.ToString());
        Assert.DoesNotContain("then-", new ConnectionOrigin("eu-west-1", null, options).ToString(), StringComparison.Ordinal);
    }
}
