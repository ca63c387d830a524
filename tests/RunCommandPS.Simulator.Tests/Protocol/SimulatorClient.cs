using System.Net;
using System.Text;
using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>What came back: HTTP status, headers and the body as JSON.</summary>
internal sealed record Reply(HttpStatusCode Status, string RequestId, JsonElement Body)
{
    public string ErrorCode => Body.TryGetProperty("__type", out var type) ? type.GetString()! : "";

    /// <summary>The text of an error, in whichever member the service has it for this code.</summary>
    public string Message => Text("Message") ?? Text("message") ?? "";

    private string? Text(string member) => Body.TryGetProperty(member, out var text) ? text.GetString() : null;
}

/// <summary>A client of the simulator that knows only the protocol.</summary>
internal sealed class SimulatorClient(RunCommandSimulator simulator) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = simulator.Endpoint };

    public RequestSigner Signer { get; set; } = new(simulator.AccessKeyId, simulator.SecretAccessKey, simulator.Region);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Reply> CallAsync(string operation, object body) => CallAsync(operation, JsonSerializer.Serialize(body));

    public async Task<Reply> CallAsync(string operation, string body, Action<HttpRequestMessage>? change = null)
    {
        using var request = Request(operation, body);
        change?.Invoke(request);
        using var response = await _http.SendAsync(request, Cancellation);
        return await ReadAsync(response);
    }

    public HttpRequestMessage Request(string operation, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Post(bytes, Signer.Sign(simulator.Endpoint.Authority, $"AmazonSSM.{operation}", bytes));
    }

    /// <summary>Calls CloudWatch Logs.</summary>
    public async Task<Reply> CallLogsAsync(string operation, object body, string signingName = "logs")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        using var request = Post(
            bytes,
            (Signer with { ServiceName = signingName }).Sign(simulator.Endpoint.Authority, $"Logs_20140328.{operation}", bytes));
        using var response = await _http.SendAsync(request, Cancellation);
        return await ReadAsync(response);
    }

    /// <summary>A request of a service that takes forms.</summary>
    public HttpRequestMessage Form(string service, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Post(bytes, (Signer with { ServiceName = service }).SignForm(simulator.Endpoint.Authority, bytes));
    }

    private HttpRequestMessage Post(byte[] body, IReadOnlyDictionary<string, string> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, simulator.Endpoint) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            _ = name == "content-type"
                ? request.Content.Headers.TryAddWithoutValidation(name, value)
                : request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await _http.SendAsync(request, Cancellation);

    public static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return new Reply(
            response.StatusCode,
            response.Headers.TryGetValues("x-amzn-RequestId", out var ids) ? ids.Single() : "",
            JsonDocument.Parse(text).RootElement);
    }

    public void Dispose() => _http.Dispose();
}
