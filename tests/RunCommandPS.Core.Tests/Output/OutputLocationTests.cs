using RunCommandPS.Model;

namespace RunCommandPS.Core.Tests.Output;

public sealed class OutputLocationTests
{
    [Theory]
    [InlineData("https://s3.eu-west-1.amazonaws.com/bucket/a/b/stdout", "bucket", "a/b/stdout", "eu-west-1")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/bucket/stdout", "bucket", "stdout", "eu-west-1")]
    [InlineData("https://s3.amazonaws.com/my.bucket/stdout", "my.bucket", "stdout", "")]
    [InlineData("https://s3.cn-north-1.amazonaws.com.cn/bucket/stdout", "bucket", "stdout", "cn-north-1")]
    [InlineData("https://s3.us-east-1.amazonaws.com/bucket//a b/c%20+?#d", "bucket", "/a b/c%20+?#d", "us-east-1")]
    public void The_service_s_urls_are_read(string url, string bucket, string key, string region)
    {
        Assert.True(OutputLocation.TryParse(url, out var location));
        Assert.Equal(new OutputLocation(bucket, key, region), location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://s3.eu-west-1.amazonaws.com/bucket/key")]
    [InlineData("https://example.com/bucket/key")]
    [InlineData("https://s3.example.com/bucket/key")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/bucket")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/bucket/")]
    [InlineData("https://s3.eu-west-1.amazonaws.com//key")]
    public void Anything_else_is_no_place(string url) => Assert.False(OutputLocation.TryParse(url, out _));
}
