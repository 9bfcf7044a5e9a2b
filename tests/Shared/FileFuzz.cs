using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace NetGen;

/// <summary>
/// Reads files that were changed at random, and holds each to what SECURITY.md promises: it is read, or refused by a documented exception
/// with a short message, within a bound of memory and of time. A failure names the number from which the same file is made again.
/// </summary>
internal sealed class FileFuzz(string format, Func<Random, byte[]> make, Action<byte[]> read, Func<Exception, bool> isDocumented)
{
    private const long MaxBytes = 64 << 20;

    private const int MaxMilliseconds = 100, LongestMessage = 20_000;

    /// <summary>A million over the five formats where NETGEN_WHOLE is 1, some 20,000 elsewhere.</summary>
    public static int Count { get; } = SlowTests.Wanted ? 200_000 : 4_000;

    /// <returns>How many files were read, and how many refused.</returns>
    public (int Read, int Refused) Run()
    {
        int first = SlowTests.Wanted ? 1_000_000 : 0, refused = 0;
        Attempt(make(new Random(first)));
        for (int seed = first; seed < first + Count; seed++)
        {
            byte[] file = make(new Random(seed));
            (Exception? failure, long bytes, double milliseconds) = Attempt(file);
            string which = $"{format} file {seed} of {file.Length} bytes";
            if (failure is not null)
            {
                refused++;
                Assert.True(isDocumented(failure), $"{which}: {failure}");
                Assert.True(failure.Message.Length <= LongestMessage, $"{which}: a message of {failure.Message.Length} characters.");
                Assert.False(failure.Message.Any(c => char.IsControl(c) && c != '\n'),
                    $"{which}: a control character in {failure.Message}");
            }
            Assert.True(bytes <= MaxBytes, $"{which} takes {bytes} bytes.");
            // Others use the machine: what is slow is slow each time.
            isExact = true;
            for (int again = 0; again < 5 && milliseconds > MaxMilliseconds; again++) milliseconds = Attempt(file).Milliseconds;
            isExact = false;
            Assert.True(milliseconds <= MaxMilliseconds, $"{which} takes {milliseconds} ms.");
        }
        return (Count - refused, refused);
    }

    private (Exception? Failure, long Bytes, double Milliseconds) Attempt(byte[] file)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        double start = Milliseconds();
        Exception? failure = null;
        try
        {
            read(file);
        }
        catch (Exception caught)
        {
            failure = caught;
        }
        return (failure, GC.GetAllocatedBytesForCurrentThread() - bytes, Milliseconds() - start);
    }

    /// <summary>Time of the clock; where that was too much, and the system tells it, time of the processor on this thread.</summary>
    private double Milliseconds() => isExact && File.Exists(ThreadTime)
        ? long.Parse(File.ReadAllText(ThreadTime).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) / 1e6
        : Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;

    private const string ThreadTime = "/proc/thread-self/schedstat";

    private bool isExact;
}

/// <summary>Changes bytes as damage and attackers do: bits, ends, pieces, numbers in binary and in text.</summary>
internal static class Mutation
{
    private static readonly long[] numbers =
    [
        0, 1, 2, 3, 4, 7, 8, 64, 127, 128, 255, 256, 1000, 32767, 65535, 65536, 1 << 20, 1 << 30, int.MaxValue, 1L << 31, uint.MaxValue,
            1L << 32, 99_999_999, 100_000_001,
        1L << 53, long.MaxValue, long.MinValue, -1, -2, 0x0403_4B50, 0x9D2_C5680,
    ];

    private static readonly string[] texts =
        ["0", "-1", "1e9", "\"", "{", "}", "[", "]", ",", "\\ud800", "\\u0000", "\x1b[31m", "\u202E", "NaN", "'", "(", "0x7fffffff", "\n",
            "\r", "\r\n", "\uFEFF", ";", "é", "😀", " ", "1.5", "null"];

    /// <summary>Pieces are repeated up to this length, for which bounds of memory and time are promised.</summary>
    private const int Longest = 1 << 20;

    /// <summary>The bytes, changed in one place or a few.</summary>
    public static byte[] Of(byte[] bytes, Random random)
    {
        for (int edits = random.Next(6) == 0 ? 1 + random.Next(8) : 1; edits > 0; edits--) bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return [(byte)random.Next(256)];
        int at = random.Next(bytes.Length), length = Math.Min(1 + random.Next(random.Next(4) == 0 ? bytes.Length : 16), bytes.Length - at);
        switch (random.Next(10))
        {
            case 0: return Changed(copy => copy[at] ^= (byte)(1 << random.Next(8)));
            case 1: return Changed(copy => copy[at] = (byte)random.Next(256));
            case 2: return bytes[..at];
            case 3: return [.. bytes, .. new byte[1 + random.Next(40)]];
            case 4: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5: return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 6: return [.. bytes[..at], .. Encoding.UTF8.GetBytes(texts[random.Next(texts.Length)]),
                .. bytes[(at + random.Next(2) * length)..]];
            case 7: return Repeated();
            case 8: return Renumbered();
            default: return Changed(Overwrite);
        }

        byte[] Changed(Action<byte[]> change)
        {
            byte[] copy = [.. bytes];
            change(copy);
            return copy;
        }

        void Overwrite(byte[] copy)
        {
            byte[] number = BitConverter.GetBytes(numbers[random.Next(numbers.Length)] + random.Next(3) - 1)[..(1 << random.Next(4))];
            if (random.Next(2) == 0) Array.Reverse(number);
            if (random.Next(2) == 0) at -= at % number.Length;
            for (int i = 0; i < number.Length && at + i < copy.Length; i++) copy[at + i] = number[i];
        }

        byte[] Repeated() =>
            [.. bytes[..at],
                .. Enumerable.Repeat(bytes[at..(at + length)], Math.Min(1 + random.Next(300), Math.Max(0, Longest - bytes.Length) / length))
                    .SelectMany(piece => piece), .. bytes[at..]];

        byte[] Renumbered()
        {
            string text = Encoding.Latin1.GetString(bytes);
            MatchCollection found = Regex.Matches(text, "[0-9]+");
            if (found.Count == 0) return Changed(Overwrite);
            Match number = found[random.Next(found.Count)];
            string other = numbers[random.Next(numbers.Length)].ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Encoding.Latin1.GetBytes(text[..number.Index] + other + text[(number.Index + number.Length)..]);
        }
    }
}

/// <summary>A stream that hands out a few bytes at a time and cannot seek, as a pipe does.</summary>
internal sealed class PipeStream(byte[] bytes, int most = 7) : Stream
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = Math.Min(Math.Min(count, most), bytes.Length - at);
        bytes.AsSpan(at, read).CopyTo(buffer.AsSpan(offset));
        at += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
