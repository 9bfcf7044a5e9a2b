namespace NetGen.Benchmarks;

/// <summary>A network to be measured, in the hands of code that knows none of the classes. The last argument says how often.</summary>
/// <param name="Model">Its layers, for the peers.</param>
/// <param name="Isa">The instruction set that runs.</param>
/// <param name="Predict">From x to y.</param>
/// <param name="TrainStep">A step of Adam towards values or indices; returns the loss.</param>
internal sealed record Subject(Model Model, Isa Isa, Action<float[], float[], int> Predict, Func<float[], float[], int[], int, float>? TrainStep);

internal enum Work { Forward, Train, Backward }

/// <param name="Name">As in the table and in the JSON file.</param>
/// <param name="Create">A fresh network.</param>
/// <param name="Backward">For <see cref="Work.Backward"/>: the forward product and one of the backward pass, prepared for a batch.</param>
internal sealed record Case(string Name, Work Work, int Batch, Func<Subject> Create, Func<int, Action<int>>? Backward = null);

internal static class Cases
{
    /// <summary>So small that parameters stay where they are: the work of a step is the same, and no gradient fades away while it is timed.</summary>
    public const double LearningRate = 1e-9;

    public static IEnumerable<Case> All
    {
        get
        {
            foreach (int batch in (int[])[1, 32, 256]) yield return new($"10-64-64-1 forward batch {batch}", Work.Forward, batch, Small);
            foreach (int batch in (int[])[1, 32, 256]) yield return new($"784-128-10 forward batch {batch}", Work.Forward, batch, Medium);
            foreach (int batch in (int[])[1, 256]) yield return new($"784-512-512-10 forward batch {batch}", Work.Forward, batch, Large);
            yield return new("128-128-128-8 forward batch 1", Work.Forward, 1, Policy);
            foreach (int batch in (int[])[32, 256]) yield return new($"10-64-64-1 train batch {batch}", Work.Train, batch, Small);
            foreach (int batch in (int[])[32, 256]) yield return new($"784-128-10 train batch {batch}", Work.Train, batch, Medium);
            foreach (int batch in (int[])[32, 256]) yield return new($"784-512-512-10 train batch {batch}", Work.Train, batch, Large);
            yield return new("dense kernel 64x64 batch 256", Work.Forward, 256, Kernel64);
            yield return new("dense kernel 512x512 batch 256", Work.Forward, 256, Kernel512);
            yield return new("dense kernel 512x512 and its weight gradient batch 256", Work.Backward, 256, Kernel512, WeightGradient512);
            yield return new("dense kernel 512x512 and its input gradient batch 256", Work.Backward, 256, Kernel512, InputGradient512);
        }
    }

    // The loops stand here, where the class is known, so that no call through a delegate is timed.

    private static Subject Small()
    {
        var net = new Net10x64x64x1(seed: 1);
        var adam = new Adam(LearningRate);
        return new(Model.Of(net, "BinaryCrossEntropy", indices: false, "ReLU", "ReLU", "Sigmoid"), Net10x64x64x1.Isa,
            (x, y, count) => { for (int i = 0; i < count; i++) net.Predict(x, y); },
            (x, values, _, count) => { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, values, adam); return loss; });
    }

    private static Subject Medium()
    {
        var net = new Net784x128x10(seed: 1);
        var adam = new Adam(LearningRate);
        return new(Model.Of(net, "SoftmaxCrossEntropy", indices: true, "ReLU", "Identity"), Net784x128x10.Isa,
            (x, y, count) => { for (int i = 0; i < count; i++) net.Predict(x, y); },
            (x, _, indices, count) => { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, indices, adam); return loss; });
    }

    private static Subject Large()
    {
        var net = new Net784x512x512x10(seed: 1);
        var adam = new Adam(LearningRate);
        return new(Model.Of(net, "SoftmaxCrossEntropy", indices: true, "ReLU", "ReLU", "Identity"), Net784x512x512x10.Isa,
            (x, y, count) => { for (int i = 0; i < count; i++) net.Predict(x, y); },
            (x, _, indices, count) => { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, indices, adam); return loss; });
    }

    private static Subject Policy()
    {
        var net = new Net128x128x128x8(seed: 1);
        return new(Model.Of(net, "MeanSquaredError", indices: false, "Tanh", "Tanh", "Identity"), Net128x128x128x8.Isa,
            (x, y, count) => { for (int i = 0; i < count; i++) net.Predict(x, y); }, null);
    }

    private static Subject Kernel64()
    {
        var net = new Dense64x64(seed: 1);
        return new(Model.Of(net, "MeanSquaredError", indices: false, "Identity"), Dense64x64.Isa,
            (x, y, count) => { for (int i = 0; i < count; i++) net.Predict(x, y); }, null);
    }

    private static Subject Kernel512()
    {
        var net = new Dense512x512(seed: 1);
        return new(Model.Of(net, "MeanSquaredError", indices: false, "Identity"), Dense512x512.Isa,
            (x, y, count) => { for (int i = 0; i < count; i++) net.Predict(x, y); }, null);
    }

    /// <summary>Y = X·W + b, then dW = Xᵀ·dY and db.</summary>
    private static Action<int> WeightGradient512(int batch)
    {
        var net = new Dense512x512(seed: 1);
        Tape<Dense512x512> tape = net.CreateTape(batch);
        float[] x = Data.Uniform(batch * 512, 1), dy = Data.Uniform(batch * 512, 2);
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                net.Forward(tape, x);
                net.Backward(tape, dy);
                tape.Clear();
            }
        };
    }

    /// <summary>Y = X·W + b, then dX = dY·Wᵀ.</summary>
    private static Action<int> InputGradient512(int batch)
    {
        var net = new Dense512x512(seed: 1);
        Tape<Dense512x512> tape = net.CreateTape(batch);
        float[] x = Data.Uniform(batch * 512, 1), dy = Data.Uniform(batch * 512, 2), dx = new float[batch * 512];
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                net.Forward(tape, x);
                net.BackwardToInput(tape, dy, dx);
            }
        };
    }
}

internal static class Data
{
    /// <summary>Values from 0.2 to 0.8: probabilities no network fits at once.</summary>
    public static float[] Uniform(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = 0.2f + 0.6f * random.NextSingle();
        return values;
    }

    public static int[] Indices(int count, int bound, int seed)
    {
        var random = new Random(seed);
        var values = new int[count];
        for (int i = 0; i < count; i++) values[i] = random.Next(bound);
        return values;
    }
}
