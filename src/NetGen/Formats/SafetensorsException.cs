namespace NetGen.Formats;

/// <summary>A safetensors file that is malformed, or not of the network that was to be loaded.</summary>
public sealed class SafetensorsException : FormatException
{
    /// <summary>A refusal.</summary>
    /// <param name="file">The file, or where else the bytes came from.</param>
    /// <param name="offset">The byte in the file at which it went wrong.</param>
    /// <param name="expectation">What was expected, and what is there; control characters are escaped, and a text of more than some
    /// thousand characters is cut.</param>
    /// <param name="cause">What noticed it, if something else did.</param>
    public SafetensorsException(string file, long offset, string expectation, Exception? cause = null)
        : base($"{HostileText.Line(file, 4096)}, byte {offset}: {HostileText.Message(expectation)}", cause)
    {
        File = file;
        Offset = offset;
        Expectation = HostileText.Message(expectation);
    }

    /// <summary>The file, or where else the bytes came from.</summary>
    public string File { get; }

    /// <summary>The byte in the file at which it went wrong.</summary>
    public long Offset { get; }

    /// <summary>What was expected, and what is there.</summary>
    public string Expectation { get; }
}
