using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Model;
using RunCommandPS.Aws.Addressing;
using RunCommandPS.Aws.Calls;
using RunCommandPS.Aws.Credentials;
using RunCommandPS.Aws.Http;
using RunCommandPS.Errors;
using OutputLocation = RunCommandPS.Model.OutputLocation;

namespace RunCommandPS.Aws;

/// <summary>S3 over the AWS SDK: a client for each Region that buckets turn out to be in.</summary>
internal sealed partial class AwsOutputStore(
    StorageSettings settings, ChosenCredentials credentials, ConnectionOrigin origin) : IOutputStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, OutputClient> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _regions = new(StringComparer.Ordinal);

    public async Task<string?> ReadAsync(OutputLocation location, CancellationToken cancellationToken)
    {
        var region = Region(location);
        try
        {
            await credentials.EnsureAsync(null, cancellationToken).ConfigureAwait(false);
            try
            {
                return await GetAsync(Client(region), location, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonS3Exception exception) when (RegionNamed(exception) is { } other && other != region)
            {
                // The service reports only the command's Region; S3 knows the bucket's.
                Remember(location.Bucket, other);
                return await GetAsync(Client(other), location, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Translate(exception, location);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }

            _clients.Clear();
        }
    }

    // A response may have any length and take any time, as long as it continues.
    private async Task<string> GetAsync(OutputClient client, OutputLocation location, CancellationToken cancellationToken)
    {
        using var reply = await client.GetObjectAsync(
            new GetObjectRequest { BucketName = location.Bucket, Key = location.Key }, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(reply.ResponseStream, Encoding.UTF8);
        var text = new StringBuilder();
        var buffer = new char[64 * 1024];
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(settings.Patience);
            var count = await reader.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return text.ToString();
            }

            text.Append(buffer, 0, count);
        }
    }

    // Some responses name the Region in their text, others in a header.
    private static string? RegionNamed(AmazonS3Exception exception) =>
        InMessage().Match(exception.Message ?? "") is { Success: true, Groups: var groups } ? groups["region"].Value
        : exception.InnerException is HttpErrorResponseException { Response: { } response }
            && response.GetHeaderValue("x-amz-bucket-region") is { Length: > 0 } header
            ? header
        : null;

    [GeneratedRegex("expecting '(?<region>[a-z0-9-]+)'")]
    private static partial Regex InMessage();

    private RunCommandException Translate(Exception exception, OutputLocation location)
    {
        var context = new ErrorContext("GetObject", origin);
        if (exception is ArgumentException)
        {
            // The SDK follows the redirects of new buckets, signed again, but none that leads away from Amazon.
            return OutputErrors.FromStore("TemporaryRedirect", "", (int)HttpStatusCode.TemporaryRedirect, "", location, context, exception);
        }

        return exception is AmazonServiceException { ErrorCode.Length: > 0 } error and not AmazonUnmarshallingException
            && !Transport.NeverConnected(exception)
            ? OutputErrors.FromStore(
                error.ErrorCode, error.Message ?? "", (int)error.StatusCode, error.RequestId ?? "", location, context, exception)
            : ErrorTranslation.Translate(exception, context);
    }

    private string Region(OutputLocation location)
    {
        lock (_gate)
        {
            return _regions.GetValueOrDefault(location.Bucket) ?? (location.Region.Length > 0 ? location.Region : origin.Region);
        }
    }

    private void Remember(string bucket, string region)
    {
        lock (_gate)
        {
            _regions[bucket] = region;
        }
    }

    private OutputClient Client(string region)
    {
        lock (_gate)
        {
            if (!_clients.TryGetValue(region, out var client))
            {
                client = new OutputClient(credentials.Credentials, settings.Build(region));
                _clients.Add(region, client);
            }

            return client;
        }
    }
}
