namespace NetGen.Interpreter;

/// <summary>The elements a kernel was given, and no others: what a guard page is for machine code.</summary>
public sealed class Window<T>(string name, T[] array, int start, int length)
{
    public Window(string name, T[] array) : this(name, array, 0, array.Length) { }

    public int Length { get; } = start >= 0 && length >= 0 && start <= array.Length - length
        ? length
        : throw new ArgumentOutOfRangeException(nameof(start), $"{name}: [{start}, {start} + {length}) of {array.Length} elements");

    /// <summary>What is left from <paramref name="at"/> on.</summary>
    public Window<T> From(long at) => at >= 0 && at <= Length
        ? new(name, array, start + (int)at, Length - (int)at)
        : throw new OutOfWindowException($"{name}: from {at} of {Length} elements");

    /// <summary><paramref name="count"/> elements from <paramref name="at"/>, all of which must be inside.</summary>
    public Span<T> Slice(long at, int count) => at >= 0 && at <= Length - count
        ? array.AsSpan(start + (int)at, count)
        : throw new OutOfWindowException($"{name}: [{at}, {at} + {count}) of {Length} elements");
}

/// <summary>A kernel touched memory that is not its own.</summary>
public sealed class OutOfWindowException(string message) : Exception(message);
