using System.Text.Json;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Ops;

namespace NetGen.Conformance;

/// <summary>Single activations and losses against PyTorch, on every instruction set that runs here.</summary>
public sealed class GoldenLayerTests
{
    public static TheoryData<int, string> ActivationCases => Cases("activations.json");

    public static TheoryData<int, string> LossCases => Cases("losses.json");

    [Theory]
    [MemberData(nameof(ActivationCases))]
    public void Activations_and_their_derivatives_are_those_of_PyTorch(int index, string name)
    {
        JsonElement golden = Golden.Read("activations.json").GetProperty("cases")[index];
        int[] shape = golden.Integers("shape");
        NetworkCase network = NetworkCase.Of($"{golden.Text("activation")}Of{shape[1]}");
        Assert.Equal(shape[1], network.Plan.Input.Length);
        foreach (Isa isa in TargetKernels.Runnable)
        {
            var inputs = new Inputs(network, shape[0], seed: 0) { X = golden.Floats("x"), Dy = golden.Floats("dy") };
            KernelRun run = KernelRun.Of(network, isa, inputs);
            Tolerance.Rule.Close(golden.Doubles("y"), run.Predicted, $"{name} on {isa}: y of Predict");
            Tolerance.Rule.Close(golden.Doubles("y"), run.Output, $"{name} on {isa}: y");
            Tolerance.Rule.Close(golden.Doubles("dx"), run.Dx, $"{name} on {isa}: dx");
        }
    }

    [Fact]
    public void Layers_that_learn_and_their_gradients_are_those_of_PyTorch()
    {
        foreach (JsonElement golden in Golden.Read("layers.json").GetProperty("cases").EnumerateArray())
        {
            NetworkCase network = NetworkCase.Of(golden.Text("network"));
            var inputs = new Inputs(network, golden.Integers("shape")[0], seed: 0) { X = golden.Floats("x"), Dy = golden.Floats("dy") };
            foreach (ParameterPlan parameter in network.Plan.Parameters)
            {
                float[] values = golden.GetProperty("parameters").Floats(Name(parameter));
                for (int i = 0; i < values.Length; i++) inputs.Parameters[NetworkCase.Place(parameter, i)] = values[i];
            }
            foreach (Isa isa in TargetKernels.Runnable)
            {
                string what = $"{network} on {isa}";
                KernelRun run = KernelRun.Of(network, isa, inputs);
                Tolerance.Rule.Close(golden.Doubles("y"), run.Predicted, what + ": y of Predict");
                Tolerance.Rule.Close(golden.Doubles("y"), run.Output, what + ": y");
                Tolerance.Rule.Close(golden.Doubles("dx"), run.Dx, what + ": dx");
                foreach (ParameterPlan parameter in network.Plan.Parameters)
                    Tolerance.Rule.Close(golden.GetProperty("gradients").Doubles(Name(parameter)),
                        NetworkCase.Dense(parameter, run.FromOutput), $"{what}: gradient of {parameter.Role}");
            }
        }

        static string Name(ParameterPlan parameter) => parameter.Role.ToLowerInvariant();
    }

    /// <summary>Slice, split, reshape, flatten; add, multiply, concat: in one network of two inputs.</summary>
    [Fact]
    public void Layers_that_move_values_and_join_paths_are_those_of_PyTorch()
    {
        JsonElement golden = Golden.Read("arranged.json");
        NetworkCase network = NetworkCase.Of(golden.Text("network"));
        int samples = golden.GetProperty("samples").GetInt32();
        var inputs = new Inputs(network, samples, seed: 0)
        {
            X = Planes.Join([golden.Floats("left"), golden.Floats("right")], network.InputLengths),
            T = golden.Floats("t"),
            Weights = [.. Enumerable.Repeat(1f, samples)],
        };
        foreach (ParameterPlan parameter in network.Plan.Parameters)
        {
            double[] values = InCode(parameter, golden.GetProperty("parameters"));
            for (int i = 0; i < values.Length; i++) inputs.Parameters[NetworkCase.Place(parameter, i)] = (float)values[i];
        }
        foreach (Isa isa in TargetKernels.Runnable)
        {
            string what = $"{network} on {isa}";
            double[] y = golden.Doubles("y"), t = golden.Doubles("t");
            inputs.Dy = [.. y.Select((value, i) => (float)(2 * (value - t[i]) / y.Length))];        // of the mean over samples and outputs
            KernelRun run = KernelRun.Of(network, isa, inputs);
            Tolerance.Rule.Close(y, run.Predicted, what + ": y of Predict");
            Tolerance.Rule.Close(y, run.Output, what + ": y");
            Tolerance.Rule.Close([golden.GetProperty("value").Number()], [run.Losses.Average()], what + ": loss");
            double[][] dx = [golden.Doubles("dleft"), golden.Doubles("dright")];
            Tolerance.Rule.Close(Planes.Join(dx, network.InputLengths), run.Dx, what + ": gradients of the inputs");
            foreach (ParameterPlan parameter in network.Plan.Parameters)
            {
                double[] expected = InCode(parameter, golden.GetProperty("gradients"));
                Tolerance.Rule.Close(expected, NetworkCase.Dense(parameter, run.FromLoss), $"{what}: gradient of {parameter.FileName}");
                Tolerance.Rule.Close(expected, NetworkCase.Dense(parameter, run.FromOutput),
                    $"{what}: gradient of {parameter.FileName} from dy");
            }
        }

        static double[] InCode(ParameterPlan parameter, JsonElement values) =>
            Golden.InCode(parameter.Shape.Rank == 1 ? [parameter.Shape[0]] : [parameter.Shape[0], parameter.Shape[1]],
                values.Doubles(parameter.FileName));
    }

    private static unsafe Runtime.Call<float> Call(Guarded tape, GuardedRows targets, int capacity, int samples) =>
        new() { MemoryAt = tape.Address, Targets = targets.Table, Capacity = (nuint)capacity, Samples = (nuint)samples };

    [Theory]
    [MemberData(nameof(LossCases))]
    public void Losses_and_their_gradients_are_those_of_PyTorch(int index, string name)
    {
        JsonElement golden = Golden.Read("losses.json").GetProperty("cases")[index];
        int[] shape = golden.Integers("shape");
        (int samples, int length) = (shape[0], shape[1]);
        bool byIndex = golden.GetProperty("indices").GetBoolean();
        NetworkCase network = NetworkCase.Of($"{golden.Text("loss")}{(byIndex ? "Indices" : "")}Of{length}");
        NetworkPlan plan = network.Plan;
        Loss loss = network.Fused.Training.Loss!;
        LossMemory memory = network.Memory.Losses.Single();
        Assert.Equal(golden.Text("loss").Replace("Smoothed", ""), plan.Spec.Nodes[^1].Kind);
        float[] y = golden.Floats("y"), weights = golden.Floats("weights");
        if (weights.Length == 0) weights = Enumerable.Repeat(1f, samples).ToArray();

        // Samples with an ignored index count for nothing; kernels are given class 0 and a scale of 0 for them.
        int[] t = byIndex ? golden.Integers("t") : [];
        bool[] ignored = [.. t.Select(index => index == plan.Outputs[0].Loss!.IgnoreIndex)];
        int counted = samples - ignored.Count(yes => yes);
        for (int m = 0; m < t.Length; m++)
            if (ignored[m]) (t[m], weights[m]) = (0, 0);

        foreach (Isa isa in TargetKernels.Runnable)
        {
            // The prediction goes straight to its place on the tape, and the gradient is read from its own.
            TargetKernels kernels = network.Kernels(isa);
            int capacity = (samples + 15) / 16 * 16, stride = (length + 15) / 16 * 16;
            using var tape = new Guarded(capacity * network.Memory.TapePerSample + network.Memory.TapeFixed, float.NaN);
            Span<float> Row(Value value, int m) => tape.Span.Slice(capacity * network.Planned.Tape.Offsets[value] + m * stride, length);
            for (int m = 0; m < samples; m++)
            {
                y.AsSpan(m * length, length).CopyTo(Row(loss.Prediction, m));
                tape.At(capacity * memory.Scale.Offset + m) = weights[m] / counted;
            }
            for (int m = 0; m < t.Length; m++) tape.At(capacity * memory.Indices!.Value.Offset + m) = t[m];
            using var targets = new GuardedRows(byIndex ? [] : golden.Floats("t"), network.TargetLengths, atStart: false);
            kernels.Loss!(Call(tape, targets, capacity, samples));

            float[] losses = tape.Span.Slice(capacity * memory.Loss.Offset, samples).ToArray();
            for (int m = 0; m < t.Length; m++)
                if (ignored[m]) losses[m] = 0;      // what the library leaves out of its sum
            Tolerance.Rule.Close(golden.Doubles("losses"), losses, $"{name} on {isa}: losses");
            double value = losses.Zip(weights, (l, w) => (double)l * w).Sum() / counted;
            Tolerance.Rule.Close([golden.GetProperty("value").Number()], [(float)value], $"{name} on {isa}: value");
            var dy = new float[y.Length];
            for (int m = 0; m < samples; m++) Row(loss.PredictionGradient, m).CopyTo(dy.AsSpan(m * length));
            Tolerance.Rule.Close(golden.Doubles("dy"), dy, $"{name} on {isa}: dy");
            tape.AssertFenceStands(name);
        }
    }

    /// <summary>
    /// The cases there are networks for: a softmax over one class is an error in a declaration (NG2004), and the losses of 3 values are
    /// left out, for they run through the same code as those of 10: one vector of 16 lanes, cut off at the length.
    /// </summary>
    private static TheoryData<int, string> Cases(string file)
    {
        var data = new TheoryData<int, string>();
        int index = 0;
        foreach (JsonElement golden in Golden.Read(file).GetProperty("cases").EnumerateArray())
        {
            int length = golden.Integers("shape")[1];
            if (file == "losses.json" ? length != 3 : golden.Text("name") != "Softmax of 1") data.Add(index, golden.Text("name"));
            index++;
        }
        return data;
    }
}
