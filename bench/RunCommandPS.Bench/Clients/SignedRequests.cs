namespace RunCommandPS.Bench.Clients;

/// <summary>
/// One request, signed anew each second: a signature has no finer time, so within a second the same bytes are what any client would send.
/// The endpoint verifies every one of them all the same.
/// </summary>
internal sealed class SignedRequests(RequestSigner signer, string target, byte[] body)
{
    private volatile Signed? _last;

    public byte[] Current
    {
        get
        {
            var now = DateTimeOffset.UtcNow;
            var second = now.ToUnixTimeSeconds();
            if (_last is not { } last || last.Second != second)
            {
                _last = last = new Signed(second, signer.Request(target, body, now));
            }

            return last.Bytes;
        }
    }

    private sealed record Signed(long Second, byte[] Bytes);
}
