using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Connection;
using RunCommandPS.Model;
using RunCommandPS.Simulator;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>A computer whose clock is wrong, or is set while it works. Which of the two clocks is off doesn't matter.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class SignatureRenewalTests : IDisposable
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const string Role = "arn:aws:iam::111122223333:role/operator";

    private readonly EnvironmentVariables _environment = new();
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(
        new SimulatorOptions { NodeCount = 1, Buckets = [Bucket], Roles = [Role] });

    // Neither is a retry, so that they don't depend on how many there may be.
    public SignatureRenewalTests() => _environment["AWS_MAX_ATTEMPTS"] = "1";

    public void Dispose()
    {
        _simulator.Dispose();
        _environment.Dispose();
    }

    [Theory]
    [InlineData(600)]
    [InlineData(-600)]
    public async Task A_clock_that_is_wrong_costs_no_call(int skew)
    {
        SetClock(skew);
        using var service = Connect.To(_simulator);

        await service.SendCommandAsync(Connect.Shell(_simulator.Nodes[0].InstanceId), Connect.Cancellation);

        Assert.Equal([400, 200], Answers);
    }

    [Theory]
    [InlineData(600, 0)]
    [InlineData(-600, 0)]
    [InlineData(600, 1200)]
    public async Task A_clock_that_is_set_costs_no_call(int before, int after)
    {
        SetClock(before);
        using var service = Connect.To(_simulator);
        await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

        SetClock(after);
        await service.SendCommandAsync(Connect.Shell(_simulator.Nodes[0].InstanceId), Connect.Cancellation);
        SetClock(before);
        var page = await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation);

        Assert.Single(page.Items);
        Assert.Equal([400, 200, 400, 200, 400, 200], Answers);
    }

    [Fact]
    public async Task A_clock_that_is_set_costs_no_role()
    {
        foreach (var skew in new[] { 600, 0 })
        {
            SetClock(skew, "AssumeRole");
            using var connection = AwsConnection.Create(
                Connect.Options(_simulator) with { RoleArn = Role }, ConnectionEnvironment.Current());
            await connection.AuthenticateAsync(null, Connect.Cancellation);
        }

        Assert.Equal([403, 200, 403, 200], Answers);
    }

    [Fact]
    public async Task A_clock_that_is_set_costs_no_output()
    {
        using var store = Connect.ToStore(Connect.Options(_simulator));
        foreach (var skew in new[] { 1200, 0 })
        {
            SetClock(skew, "GetObject");
            Assert.Null(await store.ReadAsync(new OutputLocation(Bucket, "none", ""), Connect.Cancellation));
        }

        Assert.Equal([403, 404, 403, 404], Answers);
    }

    [Fact]
    public async Task A_wrong_signature_is_not_sent_again()
    {
        using var service = Connect.To(Connect.Options(_simulator) with { SecretKey = "wrong" });

        await Assert.ThrowsAsync<InvalidSignatureException>(
            () => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));

        Assert.Equal([400], Answers);
    }

    [Fact]
    public async Task Who_has_switched_the_correction_off_gets_the_error()
    {
        _environment["AWS_DISABLE_CLOCK_SKEW_CORRECTION"] = "true";
        SetClock(600);
        using var service = Connect.To(_simulator);

        await Assert.ThrowsAsync<InvalidSignatureException>(
            () => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));

        Assert.Equal([400], Answers);
    }

    private IEnumerable<int> Answers => _simulator.Requests.Select(request => request.HttpStatusCode);

    private void SetClock(int seconds, string? operation = null) =>
        _simulator.ReplaceFaults([new SimulatedFault(FaultKind.ClockSkew) { Operation = operation, Time = TimeSpan.FromSeconds(seconds) }]);
}
