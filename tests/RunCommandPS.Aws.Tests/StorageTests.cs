using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>Output in S3, written by the simulator's nodes and read by the real SDK.</summary>
public sealed class StorageTests : IDisposable
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const string Node = "i-0000000000000000a";
    private const string Silent = "i-0000000000000000b";
    private const string Odd = "päth with space+plus";

    // Longer than any reply holds, and not ASCII.
    private static readonly string Long = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} é\n"));

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes = [new() { InstanceId = Node }, new() { InstanceId = Silent }],
        Answers = [new() { Node = Node, StandardOutput = Long, StandardError = "no", ExitCode = 3 }],
    });

    private readonly AmazonS3Client _s3;
    private readonly AmazonSimpleSystemsManagementClient _ssm;

    public StorageTests()
    {
        _s3 = Client(new BasicAWSCredentials(_simulator.AccessKeyId, _simulator.SecretAccessKey));
        _ssm = new AmazonSimpleSystemsManagementClient(
            new BasicAWSCredentials(_simulator.AccessKeyId, _simulator.SecretAccessKey),
            new AmazonSimpleSystemsManagementConfig
            {
                ServiceURL = _simulator.Endpoint.OriginalString,
                AuthenticationRegion = _simulator.Region,
            });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _s3.Dispose();
        _ssm.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task Output_lies_where_the_agent_puts_it_and_an_empty_stream_nowhere()
    {
        var id = await RunAsync("logs//web/");

        var listed = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket }, Cancellation);

        var folder = $"logs/web/{id}/{Node}/awsrunShellScript/0.awsrunShellScript";
        Assert.Equal([$"{folder}/stderr", $"{folder}/stdout"], listed.S3Objects.Select(one => one.Key));
        Assert.Equal([40, Encoding.UTF8.GetByteCount(Long)], listed.S3Objects.Select(one => (int)one.Size!));

        using var output = await _s3.GetObjectAsync(Bucket, $"{folder}/stdout", Cancellation);
        using var reader = new StreamReader(output.ResponseStream);
        Assert.Equal(Long, await reader.ReadToEndAsync(Cancellation));
        var head = await _s3.GetObjectMetadataAsync(Bucket, $"{folder}/stderr", Cancellation);
        Assert.Equal((40, listed.S3Objects[0].ETag), (head.ContentLength, head.ETag));
        Assert.InRange(head.LastModified!.Value.ToUniversalTime(), DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task Replies_tell_the_place_in_the_words_of_the_service()
    {
        var id = await RunAsync("logs");

        var url = $"https://s3.us-east-1.amazonaws.com/{Bucket}/logs/{id}/{Silent}/awsrunShellScript/0.awsrunShellScript";
        var reply = await _ssm.GetCommandInvocationAsync(
            new GetCommandInvocationRequest { CommandId = id, InstanceId = Silent }, Cancellation);
        Assert.Equal(($"{url}/stdout", $"{url}/stderr"), (reply.StandardOutputUrl, reply.StandardErrorUrl));
        var listed = await _ssm.ListCommandInvocationsAsync(
            new ListCommandInvocationsRequest { CommandId = id, InstanceId = Silent, Details = true }, Cancellation);
        Assert.Equal(
            (reply.StandardOutputUrl, reply.StandardErrorUrl),
            (listed.CommandInvocations[0].StandardOutputUrl, listed.CommandInvocations[0].StandardErrorUrl));
        Assert.Equal(reply.StandardErrorUrl, listed.CommandInvocations[0].CommandPlugins[0].StandardErrorUrl);
    }

    [Fact]
    public async Task Steps_of_newer_documents_have_folders_under_their_action_and_only_they_have_urls()
    {
        const string Content = """{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"one","inputs":{"runCommand":"""
            + """["a"]}},{"action":"aws:runShellScript","name":"two","inputs":{"runCommand":["b"]}}]}""";
        await _ssm.CreateDocumentAsync(
            new CreateDocumentRequest { Name = "Two-Steps", Content = Content, DocumentType = DocumentType.Command }, Cancellation);

        var id = await RunAsync("", "Two-Steps");

        var listed = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = id }, Cancellation);
        Assert.Equal(
            [
                .. from step in new[] { "one", "two" }
                from stream in new[] { "stderr", "stdout" }
                select $"{id}/{Node}/awsrunShellScript/{step}/{stream}",
            ],
            listed.S3Objects.Select(one => one.Key));
        var invocation = (await _ssm.ListCommandInvocationsAsync(
            new ListCommandInvocationsRequest { CommandId = id, InstanceId = Node, Details = true }, Cancellation)).CommandInvocations[0];
        Assert.Equal("", invocation.StandardOutputUrl);
        Assert.EndsWith("/awsrunShellScript/two/stdout", invocation.CommandPlugins[1].StandardOutputUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_need_escaping_are_found_again()
    {
        var id = await RunAsync(Odd);

        var listed = await _s3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Bucket, Prefix = Odd + "/", Encoding = EncodingType.Url }, Cancellation);
        using var output = await _s3.GetObjectAsync(
            Bucket, $"{Odd}/{id}/{Node}/awsrunShellScript/0.awsrunShellScript/stderr", Cancellation);

        Assert.All(listed.S3Objects, one => Assert.StartsWith(Uri.EscapeDataString(Odd) + "/", one.Key, StringComparison.Ordinal));
        Assert.Equal(2, listed.S3Objects.Count);
        Assert.Equal(40, output.ContentLength);
    }

    [Fact]
    public async Task Listings_are_paged_and_folded_at_a_delimiter()
    {
        string[] prefixes = ["a/x", "a/y", "b", "c"];
        foreach (var prefix in prefixes)
        {
            await RunAsync(prefix);
        }

        var pages = new List<ListObjectsV2Response>();
        string? token = null;
        do
        {
            pages.Add(await _s3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = Bucket, MaxKeys = 3, ContinuationToken = token }, Cancellation));
            token = pages[^1].NextContinuationToken;
        }
        while (token is not null);

        Assert.Equal([3, 3, 2], pages.Select(page => page.S3Objects.Count));
        Assert.Equal([true, true, false], pages.Select(page => page.IsTruncated!.Value));
        var keys = pages.SelectMany(page => page.S3Objects).Select(one => one.Key).ToList();
        Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);

        Assert.Equal(["a/", "b/", "c/"], (await FoldedAsync("")).CommonPrefixes);
        Assert.Equal(["a/x/", "a/y/"], (await FoldedAsync("a/")).CommonPrefixes);
        Assert.Equal(["b/", "c/"], (await FoldedAsync("", startAfter: "a/zzz")).CommonPrefixes);
        var first = await FoldedAsync("", maximum: 2);
        Assert.Equal(["a/", "b/"], first.CommonPrefixes);
        Assert.Equal(["c/"], (await FoldedAsync("", token: first.NextContinuationToken)).CommonPrefixes);
        Assert.Empty(
            (await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = "nothing" }, Cancellation)).S3Objects
                ?? []);
    }

    [Theory]
    [InlineData("bytes=0-3", "0 é")]
    [InlineData("bytes=2-3", "é")]
    public async Task A_part_of_an_object_can_be_asked_for(string range, string expected)
    {
        var id = await RunAsync("");

        using var part = await _s3.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = $"{id}/{Node}/awsrunShellScript/0.awsrunShellScript/stdout",
                ByteRange = new ByteRange(range),
            },
            Cancellation);

        using var reader = new StreamReader(part.ResponseStream);
        Assert.Equal((HttpStatusCode.PartialContent, expected), (part.HttpStatusCode, await reader.ReadToEndAsync(Cancellation)));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "über alles")]
    [InlineData(false, "über alles")]
    public async Task What_the_SDK_puts_lies_there(bool isChunked, string text)
    {
        var put = await _s3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = Odd, ContentBody = text, UseChunkEncoding = isChunked }, Cancellation);

        using var read = await _s3.GetObjectAsync(Bucket, Odd, Cancellation);
        using var reader = new StreamReader(read.ResponseStream);
        Assert.Equal((text, put.ETag), (await reader.ReadToEndAsync(Cancellation), read.ETag));
    }

    [Fact]
    public async Task What_is_not_there_or_not_allowed_is_an_error_of_S3()
    {
        await ErrorAsync("NoSuchKey", HttpStatusCode.NotFound, () => _s3.GetObjectAsync(Bucket, "none", Cancellation));
        await ErrorAsync("NotFound", HttpStatusCode.NotFound, () => _s3.GetObjectMetadataAsync(Bucket, "none", Cancellation));
        await ErrorAsync("NoSuchBucket", HttpStatusCode.NotFound, () =>
            _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "no-such-bucket" }, Cancellation));
        await ErrorAsync("NoSuchBucket", HttpStatusCode.NotFound, () =>
            _s3.PutObjectAsync(new PutObjectRequest { BucketName = "no-such-bucket", Key = "mine", ContentBody = "x" }, Cancellation));
        await ErrorAsync("MethodNotAllowed", HttpStatusCode.MethodNotAllowed, () => _s3.DeleteObjectAsync(Bucket, "mine", Cancellation));
        await ErrorAsync("InvalidArgument", HttpStatusCode.BadRequest, () =>
            _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, ContinuationToken = "%" }, Cancellation));

        using var stranger = Client(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", _simulator.SecretAccessKey));
        await ErrorAsync("InvalidAccessKeyId", HttpStatusCode.Forbidden, () => stranger.GetObjectAsync(Bucket, "none", Cancellation));
        using var guesser = Client(new BasicAWSCredentials(_simulator.AccessKeyId, "wrong"));
        await ErrorAsync("SignatureDoesNotMatch", HttpStatusCode.Forbidden, () => guesser.GetObjectAsync(Bucket, "none", Cancellation));
        using var anonymous = Client(new AnonymousAWSCredentials());
        await ErrorAsync("AccessDenied", HttpStatusCode.Forbidden, () => anonymous.GetObjectAsync(Bucket, "none", Cancellation));
    }

    private static async Task ErrorAsync(string code, HttpStatusCode status, Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        Assert.Equal((code, status), (error.ErrorCode, error.StatusCode));
    }

    private AmazonS3Client Client(AWSCredentials credentials) => new(credentials, new AmazonS3Config
    {
        ServiceURL = _simulator.Endpoint.OriginalString,
        AuthenticationRegion = _simulator.Region,
        ForcePathStyle = true,
        MaxErrorRetry = 0,
    });

    private Task<ListObjectsV2Response> FoldedAsync(string prefix, string? startAfter = null, int? maximum = null, string? token = null) =>
        _s3.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = Bucket,
                Prefix = prefix,
                Delimiter = "/",
                StartAfter = startAfter,
                MaxKeys = maximum,
                ContinuationToken = token,
            },
            Cancellation);

    private async Task<string> RunAsync(string prefix, string document = "AWS-RunShellScript")
    {
        var request = new Amazon.SimpleSystemsManagement.Model.SendCommandRequest
        {
            DocumentName = document,
            InstanceIds = [Node, Silent],
            MaxErrors = "10",
            OutputS3BucketName = Bucket,
            OutputS3KeyPrefix = prefix,
        };
        if (document.StartsWith("AWS", StringComparison.Ordinal))
        {
            request.Parameters = new() { ["commands"] = ["uptime"] };
        }

        var id = (await _ssm.SendCommandAsync(request, Cancellation)).Command.CommandId;
        Amazon.SimpleSystemsManagement.Model.Command command;
        do
        {
            await Task.Delay(10, Cancellation);
            command = (await _ssm.ListCommandsAsync(new ListCommandsRequest { CommandId = id }, Cancellation)).Commands[0];
        }
        while (command.CompletedCount < 2);
        return id;
    }
}
