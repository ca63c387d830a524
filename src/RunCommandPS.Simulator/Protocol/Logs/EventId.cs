using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Simulator.Protocol.Logs;

/// <summary>The ids of events: 56 digits, the same for the same event.</summary>
internal static class EventId
{
    private const int Digits = 56;

    /// <summary>The id of an event.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="place">Its position among the events of its group.</param>
    public static string Of(SimulatedLogStream stream, string place) => (
        new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes($"{stream.LogGroupName} {place}")), isUnsigned: true)
            % BigInteger.Pow(10, Digits)).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
}
