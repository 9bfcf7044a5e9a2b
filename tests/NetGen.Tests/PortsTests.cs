using NetGen.Runtime;
using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>Networks with several inputs and outputs.</summary>
public class PortsTests
{
    private readonly JoinedNetwork network = new();

    /// <summary>Samples with targets of a rule W can express: the class by a₀ &gt; b, the value a₁ − b.</summary>
    private sealed class Rule
    {
        internal readonly float[] A, B, V, Weights;
        internal readonly int[] U;

        internal Rule(int samples, int seed = 1)
        {
            A = Samples.Values(samples * 2, seed);
            B = Samples.Values(samples, seed + 100);
            Weights = Samples.Weights(samples, seed + 200);
            U = [.. Enumerable.Range(0, samples).Select(i => A[2 * i] > B[i] ? 1 : 0)];
            V = [.. Enumerable.Range(0, samples).Select(i => A[2 * i + 1] - B[i])];
        }
    }

    /// <summary>Outputs of sample i in double precision: u₀, u₁, v.</summary>
    private double[] Outputs(Rule data, int i) => [.. Enumerable.Range(0, 3).Select(j =>
        data.A[2 * i] * (double)network.Weight[0, j] + data.A[2 * i + 1] * (double)network.Weight[1, j]
            + data.B[i] * (double)network.Weight[2, j])];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(8, 1)]
    [InlineData(9, 1)]
    [InlineData(100, 1)]
    [InlineData(100, 2)]
    [InlineData(100, 16)]
    public void Predict_fills_every_output_for_any_number_of_samples_and_threads(int samples, int threads)
    {
        var data = new Rule(samples);
        float[] u = new float[samples * 2], v = new float[samples];
        network.Predict(data.A, data.B, u, v, threads);
        for (int i = 0; i < samples; i++)
        {
            double[] expected = Outputs(data, i);
            Assert.Equal(expected[0], u[2 * i], 1e-6);
            Assert.Equal(expected[1], u[2 * i + 1], 1e-6);
            Assert.Equal(expected[2], v[i], 1e-6);
        }
    }

    [Fact]
    public void Sixteen_callers_with_threads_get_the_bits_of_one()
    {
        var data = new Rule(50);
        float[] u = new float[100], v = new float[50];
        network.Predict(data.A, data.B, u, v);
        int wrong = 0;
        Thread[] callers = [.. Enumerable.Range(0, 16).Select(caller => new Thread(() =>
        {
            float[] mine = new float[100], its = new float[50];
            for (int i = 0; i < 50; i++)
            {
                network.Predict(data.A, data.B, mine, its, threads: caller % 3 + 1);
                if (!mine.AsSpan().SequenceEqual(u) || !its.AsSpan().SequenceEqual(v)) Interlocked.Increment(ref wrong);
            }
        }))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();
        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(45)]
    [InlineData(600)]
    public void A_step_is_what_the_formula_says(int samples)
    {
        var data = new Rule(samples);
        double[,] gradient = new double[3, 3];
        double uLoss = 0, vLoss = 0;
        for (int i = 0; i < samples; i++)
        {
            double[] y = Outputs(data, i), dy = new double[3];
            double scale = (double)data.Weights[i] / samples, sum = Math.Exp(y[0]) + Math.Exp(y[1]);
            uLoss += scale * (Math.Log(sum) - y[data.U[i]]);
            vLoss += JoinedNetwork.VWeight * scale * (y[2] - data.V[i]) * (y[2] - data.V[i]);
            for (int j = 0; j < 2; j++) dy[j] = scale * (Math.Exp(y[j]) / sum - (j == data.U[i] ? 1 : 0));
            dy[2] = JoinedNetwork.VWeight * scale * 2 * (y[2] - data.V[i]);
            double[] x = [data.A[2 * i], data.A[2 * i + 1], data.B[i]];
            for (int k = 0; k < 3; k++)
                for (int j = 0; j < 3; j++) gradient[k, j] += x[k] * dy[j];
        }
        float[] before = network.Weight.ToArray();

        JoinedNetwork.LossValues loss = network.TrainStep(data.A, data.B, data.U, data.V, new SGD(0.5), data.Weights);
        Assert.Equal(uLoss, loss.U, 1e-5);
        Assert.Equal(vLoss, loss.V, 1e-5);
        Assert.Equal(loss.U + loss.V, loss.Total);
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 3; j++) Assert.Equal(before[k * 3 + j] - 0.5 * gradient[k, j], network.Weight[k, j], 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(513)]
    [InlineData(1200)]
    public void Forward_Loss_Backward_and_Step_are_TrainStep_to_the_bit(int samples)
    {
        var data = new Rule(samples);
        JoinedNetwork other = new();
        Tape<JoinedNetwork> tape = network.CreateTape(samples);
        Adam mine = new(0.1), its = new(0.1);
        for (int step = 0; step < 3; step++)
        {
            JoinedNetwork.Outputs y = network.Forward(tape, data.A, data.B);
            float[] u = new float[samples * 2], v = new float[samples];
            network.Predict(data.A, data.B, u, v);
            Assert.Equal(u, y.U.ToArray());
            Assert.Equal(v, y.V.ToArray());
            JoinedNetwork.LossValues loss = network.Loss(tape, data.U, data.V, data.Weights);
            network.Backward(tape);
            mine.Step(network, tape);
            Assert.Equal(other.TrainStep(data.A, data.B, data.U, data.V, its, data.Weights), loss);
        }
        Assert.Equal(other.Weight.ToArray(), network.Weight.ToArray());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(600)]
    public void Gradients_of_ones_own_reach_parameters_and_inputs(int samples)
    {
        var data = new Rule(samples);
        Tape<JoinedNetwork> tape = network.CreateTape(samples);
        float[] du = Samples.Values(samples * 2, 7), dv = Samples.Values(samples, 8), da = new float[samples * 2], db = new float[samples];
        network.Forward(tape, data.A, data.B);
        network.BackwardToInput(tape, du, dv, da, db, parameters: true);
        double weight = 0;
        for (int i = 0; i < samples; i++)
        {
            weight += data.B[i] * dv[i];
            for (int k = 0; k < 3; k++)
            {
                double expected = du[2 * i] * network.Weight[k, 0] + du[2 * i + 1] * network.Weight[k, 1] + dv[i] * network.Weight[k, 2];
                Assert.Equal(expected, k < 2 ? da[2 * i + k] : db[i], 1e-5);
            }
        }
        Assert.Equal(weight, tape.Gradients[0][2, 2], 1e-3);

        // The same without the inputs gives the same parameters' gradients; with an input left out the other is the same.
        float[] gradients = tape.Gradients[0].ToArray(), alone = new float[samples];
        tape.Clear();
        network.Forward(tape, data.A, data.B);
        network.Backward(tape, du, dv);
        Assert.Equal(gradients, tape.Gradients[0].ToArray());
        network.Forward(tape, data.A, data.B);
        network.BackwardToInput(tape, du, dv, default, alone);
        Assert.Equal(db, alone);
        Assert.Equal(gradients, tape.Gradients[0].ToArray());
    }

    [Fact]
    public void An_output_without_gradient_has_the_gradient_zero()
    {
        var data = new Rule(5);
        Tape<JoinedNetwork> tape = network.CreateTape(5);
        float[] da = new float[10], db = new float[5], dv = Samples.Values(5), withZeros = new float[10];
        network.Forward(tape, data.A, data.B);
        network.BackwardToInput(tape, Samples.Values(10), dv, da, db);    // leaves numbers in the plane
        network.Forward(tape, data.A, data.B);
        network.BackwardToInput(tape, new float[10], dv, withZeros, db);
        network.Forward(tape, data.A, data.B);
        network.BackwardToInput(tape, default, dv, da, db);
        Assert.Equal(withZeros, da);
    }

    [Fact]
    public void Fit_learns_both_rules_and_Evaluate_counts_the_first_that_has_right_answers()
    {
        Rule data = new(200), validation = new(100, seed: 2);
        Dataset<JoinedNetwork> set = JoinedNetwork.Data(data.A, data.B, data.U, data.V),
            held = JoinedNetwork.Data(validation.A, validation.B, validation.U, validation.V);
        History history = network.Fit(set, new Adam(0.05), epochs: 60, batchSize: 16, validation: held);
        Assert.True(history.Last.Accuracy > 0.97, history.Last.ToString());
        Assert.True(history.Last.ValidationAccuracy > 0.94, history.Last.ToString());
        Assert.Equal(1, network.Weight[1, 2], 0.02);
        Assert.Equal(-1, network.Weight[2, 2], 0.02);

        float[] u = new float[200], v = new float[100];
        network.Predict(validation.A, validation.B, u, v);
        double loss = 0;
        int right = 0;
        for (int i = 0; i < 100; i++)
        {
            double[] y = Outputs(validation, i);
            loss += (Math.Log(Math.Exp(y[0]) + Math.Exp(y[1])) - y[validation.U[i]]
                + JoinedNetwork.VWeight * Math.Pow(y[2] - validation.V[i], 2)) / 100;
            if (u[2 * i + 1] > u[2 * i] == (validation.U[i] == 1)) right++;
        }
        Evaluation evaluation = network.Evaluate(held, batchSize: 33);
        Assert.Equal(loss, evaluation.Loss, 1e-5);
        Assert.Equal(right / 100.0, evaluation.Accuracy!.Value, 1e-12);
    }

    [Fact]
    public void Shuffling_brings_all_slots_in_one_order()
    {
        // Samples of weight 0 have wrong targets: if rows came apart, they would be learned.
        var data = new Rule(100);
        var weights = new float[100];
        for (int i = 0; i < 100; i++)
            if (i % 2 == 0) weights[i] = 1;
            else data.V[i] = 1000;
        network.Fit(JoinedNetwork.Data(data.A, data.B, data.U, data.V, weights), new Adam(0.05), epochs: 100, batchSize: 10);
        Assert.Equal(1, network.Weight[1, 2], 0.02);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_is_allocated_in_the_steady_state(int threads)
    {
        network.core.Reserve(threads + 2, 200);
        var data = new Rule(600);
        float[] u = new float[1200], v = new float[600], gradient = new float[1200];
        var optimizer = new Adam(0.01);
        Tape<JoinedNetwork> tape = network.CreateTape(600);
        INetwork<JoinedNetwork> slots = network;
        var batch = new Batch(600, [new BatchSlot(data.A), new BatchSlot(data.B)], [new BatchSlot(default, data.U), new BatchSlot(data.V)],
            default, [u, v]);
        for (int i = 0; i < 50; i++) Use(batch);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            // As in Allocations, but a batch of spans goes into no closure.
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 20; i++) Use(batch);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);

        void Use(Batch batch)
        {
            network.Predict(data.A, data.B, u, v, threads);
            network.TrainStep(data.A, data.B, data.U, data.V, optimizer, data.Weights);
            network.Forward(tape, data.A, data.B);
            network.Loss(tape, data.U, data.V);
            network.Backward(tape);
            network.Forward(tape, data.A, data.B);
            network.BackwardToInput(tape, u, v, gradient, default);
            tape.Clear();
            slots.Predict(batch);
            slots.TrainStep(batch, optimizer);
            slots.Evaluate(batch);
        }
    }

    [Fact]
    public void Right_gradients_pass_and_wrong_ones_are_named_by_the_input()
    {
        GradientCheck check = GradientChecker<Joined<double>>.Run(network.core, seed: 0);
        Assert.True(check.Passed, check.ToString());
        Assert.Equal(["Joined.Weight", "Joined.Weight from dy", "A", "B"], check.Entries.Select(entry => entry.Name));
        Assert.Equal([9, 9, 10, 5], check.Entries.Select(entry => entry.Checked));

        GradientCheck wrong = GradientChecker<WrongJoined>.Run(network.core, seed: 0);
        Assert.Equal(["B"], wrong.Entries.Where(entry => !entry.Passes(wrong.Tolerance)).Select(entry => entry.Name));
    }

    [Fact]
    public void Lengths_that_do_not_go_together_are_told_by_the_parameters_name()
    {
        var y = new float[6];
        Says(() => network.Predict(new float[3], new float[1], y, y), "a has 3 values", "n·2");
        Says(() => network.Predict(new float[4], new float[3], y, y), "b has 3 values", "2 samples in a", "2·1 = 2");
        Says(() => network.Predict(new float[4], new float[2], new float[3], new float[2]), "u has 3 values", "2·2 = 4");
        Says(() => network.Predict(new float[4], new float[2], new float[4], new float[1]), "v has 1 values", "2·1 = 2");
        var data = new Rule(2);
        var optimizer = new SGD(0.1);
        Says(() => network.TrainStep([], [], [], [], optimizer), "a is empty");
        Says(() => network.TrainStep(data.A, data.B, [0], data.V, optimizer), "uTarget has 1 values", "2·1 = 2");
        Says(() => network.TrainStep(data.A, data.B, data.U, [0], optimizer), "vTarget has 1 values");
        Says(() => network.TrainStep(data.A, data.B, [0, 2], data.V, optimizer), "uTarget[1] is 2", "0 to 1");
        Says(() => network.TrainStep(data.A, data.B, [-1, 0], data.V, optimizer), "uTarget[0] is -1");
        Says(() => network.TrainStep(data.A, data.B, data.U, data.V, optimizer, [1]), "sampleWeights has 1 values");
        Assert.Throws<ArgumentNullException>(() => network.TrainStep(data.A, data.B, data.U, data.V, null!));
        Tape<JoinedNetwork> tape = network.CreateTape(1);
        Says(() => network.Forward(tape, data.A, data.B), "a has 2 samples", "capacity is 1");
        tape = network.CreateTape(2);
        network.Forward(tape, data.A, data.B);
        Says(() => network.Loss(tape, [0], data.V), "uTarget has 1 values", "the tape's forward pass");
        Says(() => network.Backward(tape, new float[4], new float[1]), "vGradient has 1 values");
        Says(() => network.BackwardToInput(tape, default, default, new float[3], default), "aGradient has 3 values", "2·2 = 4");
    }

    [Fact]
    public void Memory_that_is_read_and_written_is_refused()
    {
        float[] memory = new float[10], other = new float[10];
        Says(() => network.Predict(memory.AsSpan(0, 4), other.AsSpan(0, 2), memory.AsSpan(3, 4), other.AsSpan(2, 2)), "u overlaps a");
        Says(() => network.Predict(memory.AsSpan(0, 4), other.AsSpan(0, 2), memory.AsSpan(4, 4), other.AsSpan(1, 2)), "v overlaps b");
        Says(() => network.Predict(memory.AsSpan(0, 4), memory.AsSpan(4, 2), other.AsSpan(0, 4), other.AsSpan(3, 2)), "v overlaps u");
    }

    [Fact]
    public void A_tape_in_the_wrong_phase_is_told_what_comes_first()
    {
        Tape<JoinedNetwork> tape = network.CreateTape(2);
        Assert.Contains("call Forward first", Assert.Throws<InvalidOperationException>(() => network.Loss(tape, [0], [0])).Message);
        Assert.Throws<ArgumentException>(() => new JoinedNetwork().Forward(tape, new float[2], new float[1]));
        network.Forward(tape, new float[2], new float[1]);
        Assert.Contains("call Loss first", Assert.Throws<InvalidOperationException>(() => network.Backward(tape)).Message);
    }

    [Fact]
    public void Data_is_checked_slot_by_slot()
    {
        var data = new Rule(2);
        Says(() => JoinedNetwork.Data(data.A, new float[3], data.U, data.V), "b has 3 values");
        Says(() => JoinedNetwork.Data(data.A, data.B, new int[] { 0, 5 }, data.V), "uTarget[1] is 5");
        Says(() => JoinedNetwork.Data(data.A, data.B, data.U, new float[3]), "vTarget has 3 values");
        Says(() => new Dataset<JoinedNetwork>([new BatchSlot(data.A)], [new BatchSlot(data.V)]), "2 inputs and 2 losses", "1 and 1");
        Says(() => new Dataset<JoinedNetwork>(data.A, data.V), "2 inputs and 2 losses");
        Says(() => new Dataset<JoinedNetwork>([new BatchSlot(data.A), new BatchSlot(data.B)],
            [new BatchSlot(data.V), new BatchSlot(data.V)]), "targets of U in JoinedNetwork are Indices, not Values");
        Dataset<JoinedNetwork> slice = JoinedNetwork.Data(data.A, data.B, data.U, data.V).Slice(1, 1);
        Assert.Equal(data.A[2..], slice.Inputs[0].Values.ToArray());
        Assert.Equal(data.B[1..], slice.Inputs[1].Values.ToArray());
        Assert.Equal(data.U[1..], slice.Targets[0].Indices.ToArray());
        Assert.Equal(data.V[1..], slice.Targets[1].Values.ToArray());
    }

    [Fact]
    public void A_network_with_one_input_and_output_lists_them_too()
    {
        Assert.Equal([new InputInfo("Input", "3", 3)], LinearNetwork.Info.Inputs);
        OutputInfo output = Assert.Single(LinearNetwork.Info.Outputs);
        Assert.Equal(("Dense1", "2", 2, TargetType.Values, 2),
            (output.Name, output.Shape, output.Length, output.TargetType, output.TargetLength));
    }

    private static void Says(Action action, params string[] parts)
    {
        string message = Assert.Throws<ArgumentException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
