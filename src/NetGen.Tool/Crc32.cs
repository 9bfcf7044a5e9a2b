namespace NetGen.Tool;

/// <summary>The check sum of zips (ISO 3309, reflected polynomial EDB88320), which .NET writes and does not compare.</summary>
internal static class Crc32
{
    /// <summary>Eight tables: byte b in the k-th is its effect k bytes later.</summary>
    private static readonly uint[][] tables = Tables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = tables[7][low & 0xFF] ^ tables[6][low >> 8 & 0xFF] ^ tables[5][low >> 16 & 0xFF] ^ tables[4][low >> 24]
                ^ tables[3][bytes[4]] ^ tables[2][bytes[5]] ^ tables[1][bytes[6]] ^ tables[0][bytes[7]];
        }
        foreach (byte value in bytes) crc = tables[0][(crc ^ value) & 0xFF] ^ crc >> 8;
        return ~crc;
    }

    private static uint[][] Tables()
    {
        var made = new uint[8][];
        for (int k = 0; k < made.Length; k++) made[k] = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            made[0][i] = crc;
        }
        for (int k = 1; k < made.Length; k++)
            for (int i = 0; i < 256; i++) made[k][i] = made[k - 1][i] >> 8 ^ made[0][made[k - 1][i] & 0xFF];
        return made;
    }
}
