using NetGen.Compiler.Fusion;

namespace NetGen.Compiler.Programs;

/// <summary>A method through which the run-time library reaches a network's code, by one <c>Call</c>.</summary>
/// <param name="Name">In generated code and in <c>INetworkKernels</c>.</param>
/// <param name="Division">How threads divide the work.</param>
/// <param name="Parameters">What it reads of the call.</param>
public sealed record EntryPoint(string Name, Division Division, IReadOnlyList<EntryParameter> Parameters)
{
    /// <summary>The entry point that this one is a part of, on the same arguments; null where it is whole.</summary>
    public EntryPoint? PartOf { get; init; }

    public override string ToString() => Name;
}
