using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Parameters;

/// <summary>A variable that was never set must not stop, restart or show a command on all its nodes.</summary>
public sealed class NoNodeIsNotEveryNodeTests : IDisposable
{
    private readonly PowerShellEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Stop-RunCommand")]
    [InlineData("Restart-RunCommand")]
    [InlineData("Receive-RunCommandOutput")]
    [InlineData("Get-RunCommandInvocation")]
    public void InstanceId_takes_neither_null_nor_nothing(string name)
    {
        foreach (var nothing in new[] { "$null", "@()" })
        {
            var result = _engine.Run($"{name} -CommandId 01234567-89ab-cdef-0123-456789abcdef -InstanceId {nothing}");

            Assert.StartsWith("ParameterArgumentValidationError,", Assert.Single(result.AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }
}
