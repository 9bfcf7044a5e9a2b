using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;
using NetGen.Interpreter;

namespace NetGen.Compiler.Tests;

/// <summary>Graphs that no declaration gives yet, from autodiff to kernels: nothing on the way may assume a chain.</summary>
public class GraphKernelTests
{
    [Fact]
    public void Paths_that_part_and_meet_again_run_on_every_target()
    {
        const int samples = 7, width = 20;
        var x = new Value("x", new Shape(9), ValueKind.Input);
        var weights = new[]
            { (9, width), (width, width),
                (width, width) }.Select((shape, i) => new Value($"W{i + 1}", new Shape(shape.Item1, shape.Item2), ValueKind.Parameter))
                .ToArray();
        var graph = new Graph();
        Value h = graph.Add(new Compiler.Ops.Activations.Tanh(graph.Add(new MatMul(x, weights[0], "s1"), "L1"), "h1"), "L1");
        Value left = graph.Add(new Compiler.Ops.Activations.GELU(graph.Add(new MatMul(h, weights[1], "s2"), "L2"), "h2"), "L2");
        Value right = graph.Add(new Softmax(graph.Add(new MatMul(h, weights[2], "s3"), "L3"), "p3"), "L3");
        Value sum = graph.Add(new Add(left, right, "a1"), "L4");
        Value y = graph.Add(new Add(sum, h, "y"), "L5");

        IReadOnlyList<Op> forward = graph.BackwardSlice([y]);
        var backward = new Graph();
        var dy = new Value("dy", y.Shape, ValueKind.Computed);
        IReadOnlyDictionary<Value, Value> gradients = Autodiff.Reverse(backward, forward, new Dictionary<Value, Value> { [y] = dy },
            [x, .. weights]);
        GraphVerifier.Verify(backward, forward);
        Assert.Equal(4, gradients.Count);

        var reference = new Evaluation(samples)
            { [x] = Numbers.Random(samples * 9, seed: 1), [dy] = Numbers.Random(samples * width, seed: 2) };
        foreach (Value weight in weights)
            reference[weight] = Numbers.Random(weight.Length, seed: weight.Shape[0] + weight.Name.Text[1], size: 0.4);
        reference.Run(forward);
        reference.Run(backward.Ops);

        var kept = new HashSet<Value>([y, .. gradients.Values, .. backward.Ops.SelectMany(op => op.Inputs)]);
        List<FusionGroup> groups = [.. Fuse.Run(forward, kept.Contains), .. Fuse.Run(backward.Ops, kept.Contains)];
        Dictionary<Value, double[]>? first = null;
        foreach (TargetIsa target in TargetIsa.All)
        {
            var results = Run(groups, target, samples, reference, [x, dy, .. weights]);
            foreach (Value value in gradients.Values.Append(y))
            {
                Compare.Close(reference[value], results[value], Tolerance.OneOperation, $"{value.Name} on {target.Name}");
                if (first is not null) Compare.Bits(first[value].Floats(), results[value].Floats(), $"{value.Name} on {target.Name}");
            }
            first ??= results;
        }
    }

    /// <summary>Runs groups with a buffer of exactly its size for every value, and returns all as dense rows.</summary>
    private static Dictionary<Value, double[]> Run(IReadOnlyList<FusionGroup> groups, TargetIsa target, int samples, Evaluation given,
        Value[] givenValues)
    {
        var buffers = new Dictionary<Value, float[]>();
        foreach (Value value in givenValues) Write(value, given[value]);
        foreach (FusionGroup group in groups)
        {
            var arguments = new KernelArguments<float> { Counts = { ["samples"] = samples }, Flags = { ["accumulate"] = false } };
            arguments.Places["squares"] = new("squares", new float[ProductForm.Panel]);
            foreach (Value value in group.Reads.Concat(group.Stored))
            {
                float[] buffer = value == group.Transposed ? Transpose(value, given[value]) : Buffer(value);
                arguments.Places[value.Name.Text] = new(value.Name.Text, buffer);
            }
            if (group.Call is { } call)
            {
                LibraryInterpreter<float>.Run(call.Function,
                    [.. call.Arguments.Select(argument => Evaluate(argument, arguments, samples))]);
                continue;
            }
            LoweredGroup lowered = Lower.Run(group, target);
            foreach (KernelCall part in lowered.Calls) KernelVerifier.Verify(part.Kernel);
            new GroupInterpreter<float>(lowered, target.Lanes).Run(arguments);
        }
        return buffers.ToDictionary(pair => pair.Key, pair => Dense(pair.Key, pair.Value));

        static object? Evaluate(LibraryArgument argument, KernelArguments<float> arguments, int samples) => argument switch
        {
            ValueArgument value => arguments.Places[value.Value!.Name.Text],
            StrideArgument stride => Layouts.RowStride(stride.Value),
            IntegerArgument integer => integer.Number,
            EntryArgument { Argument: CallArgument.Samples } => samples,
            EntryArgument { Argument: CallArgument.Accumulate } => false,
            _ => throw new InvalidOperationException($"{argument} is not known here"),
        };

        float[] Buffer(Value value)
        {
            int length = IsParameter(value) ? Layouts.PaddedLength(value) : samples * Layouts.RowStride(value);
            if (!buffers.TryGetValue(value, out float[]? buffer))
                buffers.Add(value, buffer = Enumerable.Repeat(float.NaN, length).ToArray());
            return buffer;
        }

        void Write(Value value, double[] numbers)
        {
            float[] buffer = Buffer(value);
            Array.Clear(buffer);
            ForEach(value, (dense, at) => buffer[at] = (float)numbers[dense]);
        }

        double[] Dense(Value value, float[] buffer)
        {
            var dense = new double[IsParameter(value) ? value.Length : samples * value.Length];
            ForEach(value, (i, at) => dense[i] = buffer[at]);
            return dense;
        }

        void ForEach(Value value, Action<int, int> element)
        {
            int columns = value.Shape[value.Shape.Rank - 1], rows = IsParameter(value) ? value.Shape[0] : samples;
            Matrix matrix = IsParameter(value) ? Layouts.Matrix(value) : new Matrix(samples, Layouts.RowStride(value));
            for (int row = 0; row < rows; row++)
                for (int column = 0; column < columns; column++)
                    element(row * columns + column,
                        column / matrix.Panel * matrix.Rows * matrix.Panel + row * matrix.Panel + column % matrix.Panel);
        }
    }

    private static bool IsParameter(Value value) => value.Kind is ValueKind.Parameter or ValueKind.ParameterGradient;

    private static float[] Transpose(Value weight, double[] numbers)
    {
        Matrix matrix = Layouts.Transposed(weight);
        var result = new float[matrix.Length(weight.Shape[0])];
        for (int row = 0; row < weight.Shape[0]; row++)
            for (int column = 0; column < weight.Shape[1]; column++)
                result[row / matrix.Panel * matrix.Rows * matrix.Panel + column * matrix.Panel
                    + row % matrix.Panel] = (float)numbers[row * weight.Shape[1] + column];
        return result;
    }
}
