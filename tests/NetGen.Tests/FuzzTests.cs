using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetGen.Formats;
using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// Whatever the bytes of a file are, it is read or refused by a documented exception, within 64 MB and 100 ms. NETGEN_WHOLE=1 reads a
/// million files; NumPy's formats are in NetGen.Tool.Tests.
/// </summary>
public class FuzzTests
{
    [Fact]
    public void Safetensors_files_are_read_or_refused_by_every_door_alike()
    {
        byte[][] seeds = [Saved(), WithHeader("{}", []), WithHeader(Small, new byte[30])];
        (int read, int refused) = new FileFuzz("safetensors", Make, Read, failure => failure is SafetensorsException).Run();
        Assert.True(read > FileFuzz.Count / 100 && refused > FileFuzz.Count / 2, $"{read} read, {refused} refused");

        byte[] Make(Random random)
        {
            byte[] seed = seeds[random.Next(seeds.Length)];
            if (random.Next(3) == 0) return Mutation.Of(seed, random);
            // The header alone, and its length put right, so that what is read is mostly the header.
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(seed);
            return WithHeader(Mutation.Of(seed[8..(8 + length)], random), seed[(8 + length)..]);
        }

        static void Read(byte[] file)
        {
            if (file.Length % 16 == 0)
            {
                Exception? parsed = Record.Exception(() => Touch(SafetensorsFile.Parse(file, "file"))),
                    loaded = Record.Exception(() => Touch(SafetensorsFile.Load(new MemoryStream(file)))),
                    piped = Record.Exception(() => Touch(SafetensorsFile.Load(new PipeStream(file, 4096))));
                Assert.Equal(parsed?.GetType(), loaded?.GetType());
                Assert.Equal(parsed?.GetType(), piped?.GetType());
            }
            if (file.Length % 4 == 0) LinearNetwork.Load(file);
            else if (file.Length % 2 == 0) Touch(SafetensorsFile.Load(new PipeStream(file, 4096)));
            else Touch(SafetensorsFile.Load(new MemoryStream(file)));
        }

        static void Touch(SafetensorsFile file)
        {
            foreach (SafetensorsTensor tensor in file.Tensors)
                if (tensor.Type is SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F64)
                    tensor.ToFloats();
        }
    }

    [Fact]
    public void Idx_files_are_read_or_refused()
    {
        byte[][] seeds =
        [
            [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255],
            [0, 0, 0x0D, 1, 0, 0, 0, 2, .. new byte[8]],
            [0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[7840]],
            [0, 0, 0x0E, 0, .. new byte[8]],
        ];
        (int read, int refused) = new FileFuzz("IDX", Make, Read, failure => failure is FormatException).Run();
        Assert.True(read > FileFuzz.Count / 50 && refused > FileFuzz.Count / 2, $"{read} read, {refused} refused");

        byte[] Make(Random random)
        {
            byte[] seed = seeds[random.Next(seeds.Length)];
            return random.Next(3) switch
            {
                0 => Mutation.Of(seed, random),
                1 => IdxTests.Zipped(Mutation.Of(seed, random)),
                _ => Mutation.Of(IdxTests.Zipped(seed), random),
            };
        }

        static void Read(byte[] file)
        {
            if (file.Length % 16 == 0)
            {
                Assert.Equal(
                    Record.Exception(() => Idx.Read(new PipeStream(file, 4096)))?.GetType(),
                    Record.Exception(() => Idx.Read(new MemoryStream(file)))?.GetType());
            }
            Idx.Read(new MemoryStream(file)).ToFloats();
        }
    }

    [Fact]
    public void Tables_are_read_or_refused()
    {
        byte[][] seeds =
        [
            "a,b,kind\n1,2.5,x\n-3e2,4,y\n"u8.ToArray(), "x;y\r\n\"a,\"\"b\"\"\nc\";2\r\n"u8.ToArray(), "\uFEFF1,2\r3,NA\r"u8.ToArray(),
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")], [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("a,b\n1,2\n")],
        ];
        using var folder = new TemporaryFolder();
        string path = folder.File("table.csv");
        (int read, int refused) = new FileFuzz("CSV", random => Mutation.Of(seeds[random.Next(seeds.Length)], random), Read,
            failure => failure is FormatException).Run();
        Assert.True(read > FileFuzz.Count / 50 && refused > FileFuzz.Count / 10, $"{read} read, {refused} refused");

        void Read(byte[] file)
        {
            System.IO.File.WriteAllBytes(path, file);
            Csv table = Csv.Load(path, header: file.Length % 2 == 0, file.Length % 3 == 0 ? ';' : ',');
            if (table.Columns.Count > 0 && table.Columns.All(column => column.Length > 0)) table.ToClasses(table.Columns[0]);
            if (table.Count > 0) table.ToFloats(ifMissing: 0);
        }
    }

    private const string Small =
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":"""
        + """{"dtype":"F16","shape":[],"data_offsets":[24,26]},"c":"""
        + """{"dtype":"U8","shape":[4,0,7],"data_offsets":[26,26]},"d":{"dtype":"I32","shape":[1],"data_offsets":[26,30]}}""";

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        new LinearNetwork(seed: 1).Save(stream);
        return stream.ToArray();
    }

    private static byte[] WithHeader(string header, byte[] data) => WithHeader(Encoding.UTF8.GetBytes(header), data);

    private static byte[] WithHeader(byte[] header, byte[] data) => [.. BitConverter.GetBytes((long)header.Length), .. header, .. data];
}
