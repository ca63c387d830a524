namespace RunCommandPS.Simulator.Storage;

/// <summary>A cyclic redundancy check that starts and ends with all bits inverted and takes the lowest bit first.</summary>
/// <remarks>Source of the polynomials: RFC 1952 for CRC-32, RFC 3720 for CRC-32C, the NVMe specification for CRC-64/NVME.</remarks>
internal sealed class Crc
{
    private readonly ulong[] _table = new ulong[256];
    private readonly int _bits;

    private Crc(int bits, ulong polynomial)
    {
        _bits = bits;
        for (var value = 0; value < _table.Length; value++)
        {
            var entry = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ polynomial;
            }

            _table[value] = entry;
        }
    }

    public static Crc Crc32 { get; } = new(32, 0xEDB88320);

    public static Crc Crc32C { get; } = new(32, 0x82F63B78);

    public static Crc Crc64Nvme { get; } = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>The check of these bytes, highest byte first.</summary>
    public byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var all = ulong.MaxValue >> (64 - _bits);
        var value = all;
        foreach (var one in bytes)
        {
            value = _table[(byte)(value ^ one)] ^ (value >> 8);
        }

        value ^= all;
        var check = new byte[_bits / 8];
        for (var place = check.Length - 1; place >= 0; place--)
        {
            check[place] = (byte)value;
            value >>= 8;
        }

        return check;
    }
}
