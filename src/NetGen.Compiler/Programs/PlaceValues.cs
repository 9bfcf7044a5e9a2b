using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Passes;

namespace NetGen.Compiler.Programs;

/// <summary>Rows that go to the caller.</summary>
/// <param name="From">What is computed.</param>
/// <param name="To">Where the caller wants it.</param>
/// <param name="Flag">Whether it is wanted; always, where null.</param>
internal sealed record Result(Value From, Binding To, EntryParameter? Flag = null);

/// <summary>Where values stand, by the memory plan: an address in what an entry point is handed.</summary>
internal sealed class PlaceValues(PlannedNetwork network)
{
    private NetworkPlan Plan => network.Plan;

    private MemoryMap Memory => network.Memory;

    private FusedNetwork Fused => network.Fused;

    /// <summary>Whether the loss reads class indices where the caller has them.</summary>
    public bool HasCallersIndices => Fused.Training.Target is { Kind: ValueKind.TargetIndices, IsPlane: false };

    public Binding Of(Value value, EntryPoint entry) => new(value.Name.Text, Address(value, entry), Extent(value));

    public Binding Transposed(Value weight) => new(
        Lower.TransposedName(weight), OnTape(network.Transposes[weight]), Programs.Extent.Once(Layouts.Transposed(weight).Length(weight.Shape[0])));

    public Transpose Transpose(Value weight) => new(
        new Binding(weight.Name.Text, Address(weight, EntryPoints.Prepare), Extent(weight)), Transposed(weight), weight.Shape[0], weight.Shape[1],
        Layouts.Matrix(weight).Panel, Layouts.Transposed(weight).Panel);

    /// <summary>An output of a prediction: the caller's rows, or a plane behind those of the outputs before it.</summary>
    public Result Predicted(Value output, int index) => new(output, new Binding(
        Plan.IsSimple ? EntryPoints.Y.Name : output.Name.Text + "_out",
        new Address(EntryPoints.Y, Plan.IsSimple ? 0 : Plan.Outputs.Take(index).Sum(other => other.Shape.Length) * Memory.PredictBlock),
        Programs.Extent.Rows(output.Length)));

    /// <summary>An output of a forward pass: dense rows of the tape; null where it is computed there.</summary>
    public Result? Forwarded(Value output, int index) => Layouts.IsDense(output) ? null : new Result(output, new Binding(
        Plan.IsSimple ? EntryPoints.Y.Name : output.Name.Text + "_out",
        Rows(Memory.Outputs[index].Region.Offset, output.Length), Programs.Extent.Rows(output.Length)),
        EntryPoints.ForOutputs);

    /// <summary>The gradient of an input: the caller's rows, or rows of the tape; null where none leads there.</summary>
    public Result? InputGradient(Value? gradient, int index) => gradient is null ? null : new Result(gradient, new Binding(
        Plan.IsSimple ? EntryPoints.Dx.Name : "d" + Fused.Training.Inputs[index].Name.Text + "_out",
        Plan.IsSimple ? new Address(EntryPoints.Dx, 0) : Rows(Memory.Inputs[index].Gradient!.Value.Offset, gradient.Length),
        Programs.Extent.Rows(gradient.Length)));

    private Address Address(Value value, EntryPoint entry)
    {
        bool predicts = entry == EntryPoints.Predict;
        return value.Kind switch
        {
            ValueKind.Parameter => new(EntryPoints.Parameters, network.Parameters[value]),
            ValueKind.ParameterGradient when value.Producer?.GradientOf is { } parameter => new(EntryPoints.Gradients, network.Parameters[parameter]),
            ValueKind.Computed when predicts => new(EntryPoints.Arena, network.Arena.Offsets[value] * Memory.PredictBlock),
            ValueKind.Computed => Rows(network.Tape.Offsets[value], Layouts.RowStride(value)),
            ValueKind.Statistics when predicts => new(EntryPoints.Arena, network.Arena.PerSample * Memory.PredictBlock + network.Statistics[value]),
            ValueKind.Statistics => OnTape(network.Statistics[value]),
            ValueKind.Input when predicts => new(EntryPoints.X,
                value.IsPlane ? Fused.Inference.Inputs.TakeWhile(input => input != value).Sum(input => input.Length) * Memory.PredictBlock : 0),
            _ when value.Kind == ValueKind.Scale || value.IsPlane => Rows(network.PlaneOf(value).Offset, network.PlaneOf(value).Stride),
            ValueKind.Input => new(EntryPoints.X, 0),
            ValueKind.Target => new(EntryPoints.Targets, 0),
            ValueKind.TargetIndices => new(EntryPoints.TargetIndices, 0),
            ValueKind.OutputGradient => new(EntryPoints.Dy, 0),
            _ => throw new CompilerBugException($"{value} has no place in {entry}"),
        };
    }

    private static Extent Extent(Value value) => value.Kind switch
    {
        ValueKind.Parameter or ValueKind.ParameterGradient => Programs.Extent.Once(Layouts.PaddedLength(value)),
        ValueKind.Statistics => Programs.Extent.Once(CallerRows.Pad(value.Length)),
        _ => Programs.Extent.Rows(Layouts.RowStride(value)),
    };

    /// <summary>The row of the call's first sample in a region of the tape.</summary>
    private static Address Rows(int offset, int stride) => new(EntryPoints.Tape, (Index)EntryPoints.Capacity.Var * offset + (Index)EntryPoints.First.Var * stride);

    /// <summary>A place behind the rows of the tape.</summary>
    private Address OnTape(int offset) => new(EntryPoints.Tape, (Index)EntryPoints.Capacity.Var * Memory.TapePerSample + offset);
}
