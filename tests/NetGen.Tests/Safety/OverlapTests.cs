using System.Runtime.InteropServices;
using NetGen.Tests.Fakes;

namespace NetGen.Tests.Safety;

/// <summary>Nothing a call writes may be what it reads: outputs over inputs, targets, sample weights or other outputs are refused by every
/// method.</summary>
public class OverlapTests
{
    private readonly float[] memory = Array.ConvertAll(Fakes.Samples.Values(200), Math.Abs);     // weights are among them

    public static TheoryData<int> Places => [0, 1, -1, 7];

    [Theory]
    [MemberData(nameof(Places))]
    public void Outputs_of_training_and_evaluation_are_apart_from_all_they_are_computed_from(int shift)
    {
        var network = new LinearNetwork(seed: 1);
        var sgd = new SGD(0.1);
        float[] x = new float[30], t = new float[20], weights = new float[10], y = new float[20];
        Span<float> shared = memory;
        int at = 50 + shift;
        ReadOnlySpan<float> sx = shared.Slice(50, 30), st = shared.Slice(50, 20), sw = shared.Slice(50, 10);
        Span<float> sy = shared.Slice(at, 20);
        Refused("x", sx, t, weights, sy);
        Refused("t", x, st, weights, sy);
        Refused("sampleWeights", x, t, sw, sy);
        network.core.TrainStep(x, t, sgd, weights, 1, y);
        network.core.Evaluate(x, t, weights, y);
        Assert.Contains("y overlaps x", Message(() => network.Predict(memory.AsSpan(50, 30), memory.AsSpan(at, 20))));

        void Refused(string name, ReadOnlySpan<float> x, ReadOnlySpan<float> t, ReadOnlySpan<float> weights, Span<float> y)
        {
            float[] cx = memory, before = network.Dense1.Weight.ToArray();
            int ax = Place(x), athere = Place(t), aw = Place(weights), ay = Place(y);
            Assert.Contains($"y overlaps {name}",
                Message(() => network.core.TrainStep(At(ax, 30), At(athere, 20), sgd, At(aw, 10), 1, cx.AsSpan(ay, 20))));
            Assert.Contains($"y overlaps {name}",
                Message(() => network.core.Evaluate(At(ax, 30), At(athere, 20), At(aw, 10), cx.AsSpan(ay, 20))));
            Assert.Equal(before, network.Dense1.Weight.ToArray());
        }

        // Spans cannot go into lambdas: a place in the shared memory, or none for memory of its own.
        int Place(ReadOnlySpan<float> span) => memory.AsSpan().Overlaps(span, out int offset) ? offset : -1;
        ReadOnlySpan<float> At(int place, int length) => place < 0 ? new float[length] : memory.AsSpan(place, length);
    }

    [Fact]
    public void Outputs_are_apart_from_class_indices()
    {
        var network = Observed<OverlapTests>.Network(indices: true);
        int[] labels = new int[40];
        Assert.Contains("y overlaps t",
            Message(() => network.Evaluate(new float[30], labels.AsSpan(5, 10), default,
                MemoryMarshal.Cast<int, float>(labels.AsSpan(0, 20)))));
        Assert.Contains("y overlaps t",
            Message(() => network.TrainStep(new float[30], labels.AsSpan(5, 10), new SGD(0.1), default, 1,
                MemoryMarshal.Cast<int, float>(labels.AsSpan(14, 20)))));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Outputs_of_several_are_apart_from_inputs_targets_weights_and_one_another(int shift)
    {
        var network = new JoinedNetwork();
        NetworkInfo info = JoinedNetwork.Info;
        int[] lengths = [.. info.Inputs.Select(input => input.Length), .. info.Outputs.Select(output => output.TargetLength), 1,
            .. info.Outputs.Select(output => output.Length)];
        int outputs = lengths.Length - info.Outputs.Count;
        for (int output = outputs; output < lengths.Length; output++)
            for (int other = 0; other < output; other++)
            {
                if (lengths[other] == 0) continue;
                // The output begins inside the other one, or ends there.
                Memory<float>[] parts = [.. lengths.Select(length => new float[4 * length].AsMemory())];
                var shared = new float[200];
                parts[other] = shared.AsMemory(60, 4 * lengths[other]);
                int start = shift > 0 ? Math.Min(60 + shift, 60 + 4 * lengths[other] - 1)
                    : Math.Max(60 + shift, 60 - 4 * lengths[output] + 1);
                parts[output] = shared.AsMemory(start, 4 * lengths[output]);
                Assert.Contains("overlaps", Message(() => Evaluate(network, parts, outputs, train: false)));
                Assert.Contains("overlaps", Message(() => Evaluate(network, parts, outputs, train: true)));
            }
        Evaluate(network, [.. lengths.Select(length => new float[4 * length].AsMemory())], outputs, train: true);

        static void Evaluate(JoinedNetwork network, Memory<float>[] parts, int outputs, bool train)
        {
            int inputs = JoinedNetwork.Info.Inputs.Count;
            BatchSlot[] targets = [.. JoinedNetwork.Info.Outputs.Select((output, i) => (output, part: parts[inputs + i]))
                .Where(pair => pair.output.TargetType != TargetType.None)
                .Select(pair => pair.output.TargetType == TargetType.Indices ? new BatchSlot(default, Cast(pair.part))
                    : new BatchSlot(pair.part))];
            var batch = new Batch(4, [.. parts[..inputs].Select(part => new BatchSlot(part))], targets, parts[outputs - 1].Span,
                parts[outputs..]);
            if (train) ((INetwork<JoinedNetwork>)network).TrainStep(batch, new SGD(0.1));
            else ((INetwork<JoinedNetwork>)network).Evaluate(batch);
        }
    }

    [Fact]
    public void Gradients_of_losses_are_apart_from_values_and_targets()
    {
        Assert.Contains("overlap",
            Message(() => Losses.MeanSquaredError(memory.AsSpan(0, 10), memory.AsSpan(50, 10), memory.AsSpan(9, 10))));
        Assert.Contains("overlap", Message(() => Losses.Hinge(memory.AsSpan(0, 10), memory.AsSpan(50, 10), memory.AsSpan(41, 10))));
        Assert.Contains("overlap",
            Message(() => Losses.SoftmaxCrossEntropy(memory.AsSpan(0, 10), memory.AsSpan(50, 10), 5, memory.AsSpan(51, 10))));
        Assert.Contains("overlap", Message(() => Losses.SoftmaxCrossEntropy(memory.AsSpan(0, 10), new int[2], memory.AsSpan(0, 10))));
        int[] labels = new int[20];
        Assert.Contains("overlap",
            Message(() => Losses.SoftmaxCrossEntropy(memory.AsSpan(0, 10), labels.AsSpan(0, 2),
                MemoryMarshal.Cast<int, float>(labels.AsSpan(1, 10)))));
    }

    private static Memory<int> Cast(Memory<float> values) => new CastMemory(values).Memory;

    private static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;

    /// <summary>The same memory as integers.</summary>
    private sealed class CastMemory(Memory<float> values) : System.Buffers.MemoryManager<int>
    {
        public override Span<int> GetSpan() => MemoryMarshal.Cast<float, int>(values.Span);
        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0) => values[elementIndex..].Pin();
        public override void Unpin() { }
        protected override void Dispose(bool disposing) { }
    }
}
