using CsCheck;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Targets;
using NetGen.Interpreter;

namespace NetGen.Conformance;

/// <summary>Laws that hold for any numbers, on parameters and samples drawn again: a failure prints the seed that repeats it.</summary>
public sealed class GradientProperties
{
    private static readonly Gen<Isa> Target = Gen.Int[0, TargetKernels.Runnable.Count - 1].Select(i => TargetKernels.Runnable[i]);

    // Sizes of batches to 70, seeds, and one instruction set each time.
    private static readonly Gen<(int Samples, int Seed, Isa Isa)> Trials =
        Gen.Select(Gen.Int[1, 70], Gen.Int[0, 1 << 30], Target);

    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void Gradients_are_linear_in_the_gradient_of_the_output(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        Trials.Sample((samples, seed, isa) =>
        {
            // Of few samples, what statistics of the batch pass back is the difference of nearly equal numbers, and mostly their rounding.
            if (network.Plan.NeedsFullBatch) samples = Math.Max(samples, 8);
            var inputs = new Inputs(network, samples, seed);
            float[] one = inputs.Dy, other = Inputs.Draw(new Random(seed + 1), one.Length, -1, 1);
            KernelRun first = KernelRun.Of(network, isa, inputs);

            // Twice the gradient is twice everything, to the bit.
            inputs.Dy = one.Select(value => 2 * value).ToArray();
            KernelRun twice = KernelRun.Of(network, isa, inputs);
            Bits.Same(first.Dx.Select(value => 2 * value).ToArray(), twice.Dx, $"{name} on {isa}: dx of 2·dy");
            Bits.Same(first.FromOutput.Select(value => 2 * value).ToArray(), twice.FromOutput, $"{name} on {isa}: gradients of 2·dy");

            inputs.Dy = other;
            KernelRun second = KernelRun.Of(network, isa, inputs);
            inputs.Dy = one.Zip(other, (a, b) => a + b).ToArray();
            KernelRun sum = KernelRun.Of(network, isa, inputs);
            Adds(first.Dx, second.Dx, sum.Dx, "dx");
            Adds(first.FromOutput, second.FromOutput, sum.FromOutput, "gradients");

            void Adds(float[] a, float[] b, float[] both, string what)
            {
                if (a.Length == 0) return;
                double largest = a.Concat(b).Max(value => Math.Abs((double)value));
                // One slope has one gradient, alongside which no other says how large the terms were that it is left of: as large as the
                // output's gradients.
                if (a.Count(value => value != 0) == 1) largest = Math.Max(largest, one.Concat(other).Max(value => Math.Abs((double)value)));
                new Tolerance(0, largest * Tolerance.OfTheLargest).Close(a.Zip(b, (x, y) => (double)x + y).ToArray(), both,
                    $"{name} on {isa}: {what} of a sum");
            }
        }, iter: 4, threads: 1);
    }

    [Theory]
    [MemberData(nameof(NetworkCase.Deep), MemberType = typeof(NetworkCase))]
    public void A_batch_is_its_samples_one_by_one_and_in_any_order(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        int losses = network.Losses.Count;
        Trials.Sample((samples, seed, isa) =>
        {
            // What dropout drops goes by the place in the batch.
            var inputs = new Inputs(network, samples, seed) { Training = false };
            KernelRun together = KernelRun.Of(network, isa, inputs);
            int[] order = Enumerable.Range(0, samples).ToArray();
            new Random(seed).Shuffle(order);
            KernelRun shuffled = KernelRun.Of(network, isa, inputs.Select(network, order));
            for (int m = 0; m < samples; m++)
            {
                Same(together, order[m], shuffled, m, $"{name} on {isa}, {samples} samples in another order");
                if (m < 4 || m == samples - 1)
                    Same(together, m, KernelRun.Of(network, isa, inputs.Select(network, [m])), 0,
                        $"{name} on {isa}, sample {m} of {samples} alone");
            }
        }, iter: 3, threads: 1);

        void Same(KernelRun one, int m, KernelRun other, int n, string what)
        {
            Row(run => run.Predicted, network.OutputLength, "Predict");
            Row(run => run.Output, network.OutputLength, "Forward");
            Row(run => run.Dx, network.InputLength, "dx");
            Row(run => run.Losses, losses, "losses");

            void Row(Func<KernelRun, float[]> of, int length, string part) =>
                Bits.Same(of(one).AsSpan(m * length, length), of(other).AsSpan(n * length, length), $"{what}: {part}");
        }
    }

    /// <summary>
    /// The kernels as the compiler made them, run by an interpreter, against the C# that was rendered from them and compiled.
    /// </summary>
    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void Interpreted_kernels_give_the_bits_of_compiled_ones(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        Compare(network, SpecialInputs.Of(network, inParameters: false), Runtime.IsaSelector.Best);
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 1 << 30], Target)
            .Sample((samples, seed, isa) => Compare(network, new Inputs(network, samples, seed), isa), iter: 2, threads: 1);
    }

    private static void Compare(NetworkCase network, Inputs inputs, Isa isa)
    {
        NetworkPlan plan = network.Plan;
        int samples = inputs.Samples;
        KernelRun compiled = KernelRun.Of(network, isa, inputs);
        var machine = new NetworkInterpreter<float>(network.Planned, TargetIsa.All.Single(target => target.Name == isa.ToString()));
        var tape = new InterpretedTape<float>(network.Planned, (samples + 15) / 16 * 16);
        float[] fromLoss = new float[plan.ParameterBlock], fromOutput = new float[plan.ParameterBlock],
            dx = new float[inputs.X.Length], losses = [];
        float[] x = Planes.InARow<float>(inputs.X, network.InputLengths), dy = Planes.InARow<float>(inputs.Dy, network.OutputLengths);

        float[] predicted = machine.Predict(inputs.Parameters, x, samples);
        machine.Forward(inputs.Parameters, x, tape, 0, samples, inputs.Seed, inputs.Step, 0, inputs.Training);
        float[] output = tape.Output(0, samples);
        machine.TransposeWeights(inputs.Parameters, tape);
        if (network.Losses.Count > 0)
        {
            for (int i = 0; i < network.Losses.Count; i++) tape.SetScales(0, inputs.Scales(network.Losses[i]), i);
            machine.Loss(Planes.InARow<float>(inputs.T, network.TargetLengths), tape, 0, samples);
            losses = Planes.FromARow<float>(tape.Losses(0, samples), [.. network.Losses.Select(_ => 1)]);
            machine.Backward(inputs.Parameters, x, tape, 0, samples, fromLoss, accumulate: false);
        }
        machine.Forward(inputs.Parameters, x, tape, 0, samples, inputs.Seed, inputs.Step, 0, inputs.Training);
        machine.BackwardFrom(inputs.Parameters, x, dy, dx, tape, 0, samples, fromOutput, accumulate: false, forParameters: true,
            forInput: true);

        // Rows with room between them become dense.
        var dense = new List<float[]>();
        int at = 0;
        foreach ((OutputPlan port, int stride) in plan.Outputs.Zip(network.Memory.Outputs, (port, of) => (port, of.Region.Stride)))
        {
            dense.Add([.. output.AsSpan(at, samples * stride).ToArray().Chunk(stride).SelectMany(row => row[..port.Shape.Length])]);
            at += samples * stride;
        }
        KernelRun.AssertSame(
            compiled,
            new KernelRun(
                Planes.FromARow<float>(predicted, network.OutputLengths), Planes.Join(dense, network.OutputLengths), losses,
                fromLoss, fromOutput,
                Planes.FromARow<float>(dx, network.InputLengths)),
            $"{network} interpreted for {isa}, {samples} samples");
    }
}
