namespace NetGen.Formats;

/// <summary>A file that is no safetensors file, and the byte at which that shows.</summary>
internal sealed class MalformedFileException(long offset, string message) : Exception(message)
{
    public long Offset { get; } = offset;
}
