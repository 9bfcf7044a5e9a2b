using System.Globalization;
using System.Text;

namespace NetGen.Formats;

/// <summary>
/// Reads JSON value by value from bytes, and says of every fault at which byte it is. It takes what a header can have: objects, arrays,
/// texts, whole numbers. Objects are as deep as the caller goes, so no text can exhaust the stack.
/// </summary>
/// <param name="json">The text, in UTF-8.</param>
/// <param name="start">The file's offset of the first byte.</param>
internal sealed class JsonScanner(byte[] json, long start)
{
    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Of the largest number of 64 bits.</summary>
    private const int MaxDigits = 19;

    private int at;

    /// <summary>Where the next value begins, in the file.</summary>
    public long Offset => start + at;

    public MalformedFileException Fault(string message) => new(Offset, message);

    /// <summary>Goes through an object's members; <paramref name="member"/> reads each value.</summary>
    public void Object(string what, Action<string> member)
    {
        Expect((byte)'{', what);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (Take((byte)'}')) return;
        do
        {
            Blanks();
            long offset = Offset;
            string name = Text("a name");
            if (!names.Add(name)) throw new MalformedFileException(offset, $"{HostileText.Quote(name)} appears twice");
            Expect((byte)':', "a colon");
            member(name);
        }
        while (Take((byte)','));
        Expect((byte)'}', "a comma or the end of the object");
    }

    /// <summary>An array of whole numbers that are not negative.</summary>
    public List<long> Numbers()
    {
        var numbers = new List<long>();
        Expect((byte)'[', "an array of numbers");
        if (Take((byte)']')) return numbers;
        do numbers.Add(Number());
        while (Take((byte)','));
        Expect((byte)']', "a comma or the end of the array");
        return numbers;
    }

    private long Number()
    {
        Blanks();
        int first = at;
        while (at < json.Length && json[at] is >= (byte)'0' and <= (byte)'9') at++;
        string digits = Encoding.ASCII.GetString(json, first, Math.Min(at - first, MaxDigits + 1));
        bool endsHere = at >= json.Length || json[at] is (byte)',' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
        bool isPlain = digits.Length == 1 || !digits.StartsWith("0", StringComparison.Ordinal);
        if (endsHere && isPlain && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return number;
        at = first;
        throw Fault("a whole number that is not negative is expected");
    }

    public string Text(string what)
    {
        Blanks();
        if (at >= json.Length || json[at] != '"') throw Fault($"{what} in quotes is expected");
        int first = ++at;
        while (at < json.Length && json[at] != '"')
        {
            if (json[at] < 0x20) throw Fault("a control character is in a text");
            at += json[at] == '\\' ? 2 : 1;
        }

        if (at >= json.Length)
        {
            at = first - 1;
            throw Fault("a text does not end");
        }

        string text;
        try
        {
            text = utf8.GetString(json, first, at - first);
        }
        catch (DecoderFallbackException)
        {
            at = first;
            throw Fault("a text is not valid UTF-8");
        }

        int end = at + 1;
        if (text.IndexOf('\\') >= 0) text = Unescape(text, first);
        at = end;
        return text;
    }

    private string Unescape(string text, int first)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            char escape = ++i < text.Length ? text[i] : '\0';
            int simple = "\"\\/bfnrt".IndexOf(escape);
            if (simple >= 0 && escape != '\0') plain.Append("\"\\/\b\f\n\r\t"[simple]);
            else if (escape == 'u' && i + 4 < text.Length
                && int.TryParse(text.Substring(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int unit))
            {
                plain.Append((char)unit);
                i += 4;
            }
            else
            {
                at = first;
                throw Fault("a text has a wrong escape");
            }
        }

        for (int i = 0; i < plain.Length; i++)
        {
            if (!char.IsSurrogate(plain[i])) continue;
            if (char.IsHighSurrogate(plain[i]) && i + 1 < plain.Length && char.IsLowSurrogate(plain[i + 1]))
            {
                i++;
                continue;
            }

            at = first;
            throw Fault("a text has half of a surrogate pair");
        }

        return plain.ToString();
    }

    /// <summary>Nothing but blanks may follow.</summary>
    public void End()
    {
        Blanks();
        if (at < json.Length) throw Fault("something follows the header's object");
    }

    private bool Take(byte symbol)
    {
        Blanks();
        if (at >= json.Length || json[at] != symbol) return false;
        at++;
        return true;
    }

    private void Expect(byte symbol, string what)
    {
        if (!Take(symbol)) throw Fault(at >= json.Length ? "the header ends too soon" : $"{what} is expected");
    }

    private void Blanks()
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
    }
}
