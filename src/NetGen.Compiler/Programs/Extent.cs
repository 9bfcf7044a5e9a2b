namespace NetGen.Compiler.Programs;

/// <summary>
/// How many elements belong to what is at an address: some for each sample of the call, or a number that does not depend on it.
/// </summary>
public readonly record struct Extent(int PerSample, int Fixed)
{
    public static Extent Rows(int stride) => new(stride, 0);

    public static Extent Once(int length) => new(0, length);
}
