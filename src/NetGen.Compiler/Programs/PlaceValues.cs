using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Programs;

/// <summary>Where values are, by the memory plan: an address in what an entry point is handed.</summary>
internal sealed class PlaceValues(PlannedNetwork network)
{
    private MemoryMap Memory => network.Memory;

    private FusedNetwork Fused => network.Fused;

    public Binding Of(Value value, EntryPoint entry) => new(value.Name.Text, Address(value, entry), Extent(value));

    public Binding Transposed(Value weight) => new(
        Layouts.TransposedName(weight), OnTape(network.Transposes[weight]),
        Programs.Extent.Once(Layouts.Transposed(weight).Length(weight.Shape[0])));

    public Transpose Transpose(Value weight) => new(
        new Binding(weight.Name.Text, Address(weight, EntryPoints.TransposeWeights), Extent(weight)), Transposed(weight), weight.Shape[0],
        weight.Shape[1],
        Layouts.Matrix(weight).Panel, Layouts.Transposed(weight).Panel);

    /// <summary>An output of a prediction: the caller's rows.</summary>
    public Result Predicted(Value output, int index) =>
        new(output, Out(output.Name, Given(EntryPoints.Y, index, output.Length), output.Length));

    /// <summary>An output of a forward pass: dense rows of the tape; null where it is computed there.</summary>
    public Result? Forwarded(Value output, int index) => Layouts.IsDense(output) ? null
        : new Result(output, Out(output.Name, OnRows(Memory.Outputs[index].Region), output.Length), EntryPoints.ForOutputs);

    /// <summary>The gradient of an input: the caller's rows; null where none leads there.</summary>
    public Result? InputGradient(Value? gradient, int index) => gradient is null ? null
        : new Result(gradient,
            Out("d" + Fused.Training.Inputs[index].Name, Given(EntryPoints.Dx, index, gradient.Length), gradient.Length));

    private static Binding Out(ValueName name, Address at, int length) => new(name.Text + "_out", at, Programs.Extent.Rows(length));

    private Address Address(Value value, EntryPoint entry)
    {
        bool predicts = entry == EntryPoints.Predict;
        return value.Kind switch
        {
            ValueKind.Parameter => new(EntryPoints.Parameters, network.Parameters[value]),
            ValueKind.ParameterGradient when value.Producer?.GradientOf is { } parameter =>
                new(EntryPoints.Gradients, network.Parameters[parameter]),
            ValueKind.Computed when predicts => new(EntryPoints.Arena, network.Arena.Offsets[value] * Memory.PredictBlock),
            ValueKind.Computed => OnRows(new TapeRegion(network.Tape.Offsets[value], Layouts.RowStride(value))),
            ValueKind.Statistics when predicts =>
                new(EntryPoints.Arena, network.Arena.PerSample * Memory.PredictBlock + network.Statistics[value]),
            ValueKind.Statistics => OnTape(network.Statistics[value]),
            ValueKind.Scale => OnRows(Memory.Outputs[LossOf(value).Output].Loss!.Scale),
            ValueKind.TargetIndices => OnRows(Memory.Outputs[LossOf(value).Output].Loss!.Indices!.Value),
            ValueKind.Target => Given(EntryPoints.Targets, IndexOf(Fused.Training.Losses, LossOf(value)), value.Length),
            ValueKind.Input => Given(EntryPoints.X, IndexOf((predicts ? Fused.Inference : Fused.Training).Inputs, value), value.Length),
            ValueKind.OutputGradient => Given(EntryPoints.Dy, IndexOf(Fused.OutputGradients, value), value.Length),
            _ => throw new InternalCompilerErrorException($"{value} has no place in {entry}"),
        };
    }

    private static Extent Extent(Value value) => value.Kind switch
    {
        ValueKind.Parameter or ValueKind.ParameterGradient => Programs.Extent.Once(Layouts.PaddedLength(value)),
        ValueKind.Statistics => Programs.Extent.Once(CallerRows.Pad(value.Length)),
        _ => Programs.Extent.Rows(Layouts.RowStride(value)),
    };

    private LossOfOutput LossOf(Value given) => Fused.Training.Losses.First(part => part.Target == given || part.Scale == given);

    private static int IndexOf<T>(IReadOnlyList<T> all, T one) where T : class => all.TakeWhile(other => other != one).Count();

    /// <summary>The rows that the caller has for an input, an output or a loss, from the call's first sample on.</summary>
    private static Address Given(EntryParameter rows, int port, int length) => new(rows, (Index)EntryPoints.FirstSample.Var * length, port);

    /// <summary>The row of the call's first sample in a region of the tape.</summary>
    private static Address OnRows(TapeRegion region) =>
        new(EntryPoints.Tape, (Index)EntryPoints.Capacity.Var * region.Offset + (Index)EntryPoints.First.Var * region.Stride);

    /// <summary>A place behind the rows of the tape.</summary>
    private Address OnTape(int offset) => new(EntryPoints.Tape, (Index)EntryPoints.Capacity.Var * Memory.TapePerSample + offset);
}
