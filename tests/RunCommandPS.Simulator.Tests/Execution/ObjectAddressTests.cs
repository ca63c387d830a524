using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Tests.Execution;

public sealed class ObjectAddressTests
{
    [Theory]
    [InlineData("https://s3.amazonaws.com/bucket/a/b.sh", "bucket", "a/b.sh")]
    [InlineData("https://s3.us-east-1.amazonaws.com/bucket/a/b.sh", "bucket", "a/b.sh")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/bucket/a/", "bucket", "a/")]
    [InlineData("https://bucket.s3.amazonaws.com/a/b.sh", "bucket", "a/b.sh")]
    [InlineData("https://my.bucket.s3.ap-southeast-2.amazonaws.com/b.sh", "my.bucket", "b.sh")]
    [InlineData("https://s3.cn-north-1.amazonaws.com.cn/bucket/b.sh", "bucket", "b.sh")]
    [InlineData("https://s3.us-gov-west-1.amazonaws.com/bucket", "bucket", "")]
    [InlineData("https://s3.amazonaws.com/bucket/a+b/%2B.sh", "bucket", "a b/+.sh")]
    public void A_url_of_S3_names_bucket_and_key(string url, string bucket, string key) =>
        Assert.Equal(new ObjectAddress(bucket, key), ObjectAddress.TryRead(url));

    [Theory]
    [InlineData("")]
    [InlineData("bucket/b.sh")]
    [InlineData("s3://bucket/b.sh")]
    [InlineData("https://s3.amazonaws.com/")]
    [InlineData("https://example.com/bucket/b.sh")]
    [InlineData("https://s3.amazonaws.com.example.com/bucket/b.sh")]
    [InlineData("file:///bucket/b.sh")]
    public void Anything_else_is_no_address(string url) => Assert.Null(ObjectAddress.TryRead(url));
}
