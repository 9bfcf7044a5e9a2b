using NetGen.Compiler.Declarations;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>Networks that are no chains: blocks, shared layers, several inputs and outputs.</summary>
internal static class Composed
{
    private static readonly BlockSpec Path = Block("Path", Dense(Given.Width, "Tanh", ("Times", 2)), Dense(Given.Width));
    private static readonly BlockSpec Deep = Block("Deep", Apply("Residual", ["Path"]), Node("Tanh"), Apply("Residual", ["Path"]));

    public static IReadOnlyDictionary<string, NetworkSpec> All { get; } = new Dictionary<string, NetworkSpec>
    {
        ["residual"] = Chain(Input(9), Dense(20, "ReLU"), Apply("Residual", ["Path"]), Dense(3), Node("MeanSquaredError")) with
        { Blocks = new([Path]) },
        ["repeated"] = Chain(Input(7), Dense(13), Apply("Repeat", ["Deep"], ("Count", 2)), Dense(1)) with { Blocks = new([Path, Deep]) },
        ["parallel, joined"] = Chain(Input(11), Apply("Parallel", ["Path", "Deep"]), Dense(2), Node("SoftmaxCrossEntropy")) with
        { Blocks = new([Path, Deep]) },
        ["parallel, multiplied"] = Chain(Input(5), Apply("Parallel", ["Path", "Path"], ("Merge", "Multiply")),
            Node("MeanSquaredError")) with { Blocks = new([Path]) },
        ["given width"] = Chain(Input(6), Apply("Apply", ["Path"], ("Width", 17)), Dense(2)) with { Blocks = new([Path]) },
        ["siamese"] = Members([Path],
            Member("Left", Input(8)), Member("Right", Input(8)),
            Member("First", Dense(12, "ReLU"), "Left"), Member("Second", Node("Shared", ("Layer", "First")), "Right"),
            Member("Both", Node("Multiply"), "First", "Second"), Member("Same", Dense(1, "Sigmoid")), LossOf("Same", "BinaryCrossEntropy")),
        ["shared thrice"] = Members([Path],
            Member("X", Input(6)), Member("A", Dense(6, "Tanh")), Member("B", Node("Shared", ("Layer", "A")), "A"),
            Member("C", Node("Shared", ("Layer", "B")), "B"),
            Member("Y", Node("Add"), "A", "B", "C"), LossOf("Y", "MeanSquaredError")),
        ["shared block"] = Members([Path],
            Member("X", Input(6)), Member("A", Apply("Apply", ["Path"])), Member("B", Node("Shared", ("Layer", "A")), "A"),
            LossOf("B", "MeanSquaredError")),
        ["wide and deep"] = Members([],
            Member("Wide", Input(21)), Member("Deep", Input(10)), Member("Hidden", Dense(16, "ReLU"), "Deep"),
            Member("Joined", Node("Concat"), "Hidden", "Wide"),
            Member("Click", Dense(1, "Sigmoid")), LossOf("Click", "BinaryCrossEntropy"),
            Member("Price", Dense(2), "Joined"), LossOf("Price", "MeanSquaredError", ("Weight", 0.25))),
        ["two heads, one by index"] = Members([],
            Member("X", Input(4)), Member("Body", Dense(24, "Tanh")), Member("Policy", Dense(3), "Body"),
            LossOf("Policy", "SoftmaxCrossEntropy"),
            Member("Value", Dense(1), "Body"), LossOf("Value", "MeanSquaredError"),
            Member("Extra", Dense(5), "Body") with { IsOutput = true }),
        ["names similar"] = Members([],
            Member("X", Input(4)), Member("Total", Dense(3)), LossOf("Total", "MeanSquaredError"), Member("total", Dense(2)),
            LossOf("total", "MeanSquaredError")),
        ["an output within"] = Members([],
            Member("X", Input(4)), Member("Y", Dense(16)), LossOf("Y", "MeanSquaredError"), Member("Z", Dense(2, "Tanh")),
            LossOf("Z", "MeanSquaredError")),
        ["two inputs as images"] = Members([],
            Member("A", Input(3, 4)), Member("B", Input(3, 2)), Member("C", Node("Concat"), "A", "B"), Member("F", Node("Flatten")),
            Member("Y", Dense(2))),
        ["one gradient for two inputs"] = Members([],
            Member("A", Input(16)), Member("B", Input(16)), Member("C", Input(16)), Member("S", Node("Add"), "A", "B", "C"),
            Member("Y", Dense(3))),
        ["an input is an output"] = Members([],
            Member("A", Input(5)), Member("B", Input(5)), Member("S", Node("Add"), "A", "B"),
            Member("I", Node("Identity"), "A") with { IsOutput = true },
            Member("T", Node("Dropout", ("Rate", 0.0)), "S") with { IsOutput = true },
            Member("U", Node("Dropout", ("Rate", 0.0)), "S") with { IsOutput = true }),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
