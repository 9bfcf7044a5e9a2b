using NetGen.Compiler.Graphs;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Fusion;

/// <summary>All programs of a network, and the values that cross from one to another.</summary>
public sealed class FusedNetwork
{
    public required NetworkGraph Inference { get; init; }
    public required NetworkGraph Training { get; init; }
    public required FusedProgram Predict { get; init; }
    public required FusedProgram Forward { get; init; }
    public FusedProgram? Loss { get; init; }

    /// <summary>First what each sample has by itself, then the sums over samples.</summary>
    public FusedProgram? Backward { get; init; }

    /// <summary>The part of <see cref="Backward"/> that threads divide by samples.</summary>
    public FusedProgram? BackwardPerSample =>
        Backward is null ? null : new FusedProgram("BackwardPerSample", [.. Backward.Steps.Where(step => !step.IsSum)]);

    /// <summary>The part of <see cref="Backward"/> that threads divide by results.</summary>
    public FusedProgram? AccumulateParameterGradients =>
        Backward is null ? null : new FusedProgram("AccumulateParameterGradients", [.. Backward.Steps.Where(step => step.IsSum)]);

    public required FusedProgram BackwardFrom { get; init; }

    /// <summary>
    /// Where every output has a loss, <see cref="BackwardFrom"/> is this, which puts the caller's gradients where the losses put theirs,
    /// <see cref="Backward"/>, and
    /// <see cref="BackwardToInput"/>; null where it is a program of its own.
    /// </summary>
    public FusedProgram? InjectOutputGradients { get; init; }

    /// <summary>What the gradients of inputs need alongside <see cref="Backward"/>.</summary>
    public FusedProgram? BackwardToInput { get; init; }

    /// <summary>The gradients of the outputs as the caller gives them.</summary>
    public required IReadOnlyList<Value> OutputGradients { get; init; }

    /// <summary>The gradient of each input as computed; null where none leads there.</summary>
    public required IReadOnlyList<Value?> InputGradients { get; init; }

    /// <summary>The gradient of the only output, or the first.</summary>
    public Value OutputGradient => OutputGradients[0];

    /// <summary>The gradient of the only input, or the first.</summary>
    public Value? InputGradient => InputGradients[0];

    /// <summary>In the order in which a tape sees them.</summary>
    public IEnumerable<FusedProgram> OnTape =>
        new[] { Forward, Loss, InjectOutputGradients is null ? Backward : null, BackwardFrom }.Where(program => program is not null)!;
}
