namespace NetGen.Interpreter;

/// <summary>What a kernel is called with, by the names of its parameters.</summary>
public sealed class KernelArguments<T>
{
    public Dictionary<string, Window<T>> Places { get; } = [];

    public Dictionary<string, int> Counts { get; } = [];

    public Dictionary<string, bool> Flags { get; } = [];
}
