namespace NetGen.Benchmarks;

/// <summary>A network to be measured, in the hands of code that knows none of the classes. The last argument says how often.</summary>
/// <param name="Model">Its layers, for the peers.</param>
/// <param name="Isa">The instruction set that runs.</param>
/// <param name="Predict">From x to y, on so many threads.</param>
/// <param name="TrainStep">A step of Adam toward values or indices, on so many threads; returns the loss.</param>
/// <param name="Parameters">All of them, as they are now.</param>
internal sealed record Subject(
    Model Model, Isa Isa, Action<float[], float[], int, int> Predict, Func<float[], float[], int[], int, int, float>? TrainStep,
    Func<float[]> Parameters);

internal enum Work { Forward, Train, Backward }

/// <param name="Name">As in the table and in the JSON file.</param>
/// <param name="Create">A fresh network; the argument is the learning rate of its steps.</param>
/// <param name="Backward">For <see cref="Work.Backward"/>: the forward product and one of the backward pass, prepared for a batch.</param>
internal sealed record Case(string Name, Work Work, int Batch, int Threads, Func<double, Subject> Create,
    Func<int, Action<int>>? Backward = null)
{
    /// <summary>What is timed, of a network and data for a batch.</summary>
    public Action<int> Contend(Subject subject, Data data, int threads) => Work switch
    {
        Work.Forward => count => subject.Predict(data.X, data.Y, threads, count),
        Work.Train => count => subject.TrainStep!(data.X, data.Values, data.Indices, threads, count),
        _ => Backward!(Batch),
    };

    /// <summary>Multiplications and additions of the products.</summary>
    public double Flops(Model model) =>
        Batch * Work switch { Work.Forward => model.ForwardFlops, Work.Train => model.TrainFlops, _ => 2 * model.ForwardFlops };
}

internal static class Cases
{
    /// <summary>
    /// So small that parameters stay where they are: the work of a step is the same, and no gradient fades away while it is timed.
    /// </summary>
    public const double LearningRate = 1e-9;

    public static IEnumerable<Case> All
    {
        get
        {
            foreach (int batch in (int[])[1, 32, 256]) yield return Forward("10-64-64-1", batch, Small);
            foreach (int batch in (int[])[1, 32, 256]) yield return Forward("784-128-10", batch, Medium);
            foreach (int batch in (int[])[1, 32, 256]) yield return Forward("784-512-512-10", batch, Large);
            yield return Forward("128-128-128-8", 1, Policy);
            foreach (int batch in (int[])[32, 256]) yield return Train("10-64-64-1", batch, Small);
            foreach (int batch in (int[])[32, 256]) yield return Train("784-128-10", batch, Medium);
            foreach (int batch in (int[])[32, 256]) yield return Train("784-512-512-10", batch, Large);
            yield return new("784-512-512-10 forward batch 256 on 2 threads", Work.Forward, 256, 2, Large);
            yield return new("784-512-512-10 train batch 256 on 2 threads", Work.Train, 256, 2, Large);
            foreach (Case c in Kernels) yield return c;
        }
    }

    /// <summary>Single products: what the compiler of a kernel decides.</summary>
    public static IEnumerable<Case> Kernels
    {
        get
        {
            yield return new("dense kernel 64x64 batch 256", Work.Forward, 256, 1, Kernel64);
            yield return new("dense kernel 512x512 batch 256", Work.Forward, 256, 1, Kernel512);
            yield return new("dense kernel 512x512 and its weight gradient batch 256", Work.Backward, 256, 1, Kernel512, WeightGradient512);
            yield return new("dense kernel 512x512 and its input gradient batch 256", Work.Backward, 256, 1, Kernel512, InputGradient512);
        }
    }

    /// <summary>The name of the case that does the same on one thread.</summary>
    public static string OnOneThread(Case c) => c.Name.Replace($" on {c.Threads} threads", "", StringComparison.Ordinal);

    private static Case Forward(string network, int batch, Func<double, Subject> create) =>
        new($"{network} forward batch {batch}", Work.Forward, batch, 1, create);

    private static Case Train(string network, int batch, Func<double, Subject> create) =>
        new($"{network} train batch {batch}", Work.Train, batch, 1, create);

    // The loops are here, where the class is known, so that no call through a delegate is timed.

    private static Subject Small(double rate)
    {
        var net = new Net10x64x64x1(seed: 1);
        var adam = new Adam(rate);
        return new(Model.Of(net, "BinaryCrossEntropy", indices: false, "ReLU", "ReLU", "Sigmoid"), Net10x64x64x1.Isa,
            (x, y, threads, count) => { for (int i = 0; i < count; i++) net.Predict(x, y, threads); },
            (x, values, _, threads, count) =>
                { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, values, adam, threads: threads); return loss; },
            () => Floats(net.Parameters));
    }

    private static Subject Medium(double rate)
    {
        var net = new Net784x128x10(seed: 1);
        var adam = new Adam(rate);
        return new(Model.Of(net, "SoftmaxCrossEntropy", indices: true, "ReLU", "Identity"), Net784x128x10.Isa,
            (x, y, threads, count) => { for (int i = 0; i < count; i++) net.Predict(x, y, threads); },
            (x, _, indices, threads, count) =>
                { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, indices, adam, threads: threads); return loss; },
            () => Floats(net.Parameters));
    }

    private static Subject Large(double rate)
    {
        var net = new Net784x512x512x10(seed: 1);
        var adam = new Adam(rate);
        return new(Model.Of(net, "SoftmaxCrossEntropy", indices: true, "ReLU", "ReLU", "Identity"), Net784x512x512x10.Isa,
            (x, y, threads, count) => { for (int i = 0; i < count; i++) net.Predict(x, y, threads); },
            (x, _, indices, threads, count) =>
                { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, indices, adam, threads: threads); return loss; },
            () => Floats(net.Parameters));
    }

    private static Subject Policy(double rate)
    {
        var net = new Net128x128x128x8(seed: 1);
        var adam = new Adam(rate);
        return new(Model.Of(net, "MeanSquaredError", indices: false, "Tanh", "Tanh", "Identity"), Net128x128x128x8.Isa,
            (x, y, threads, count) => { for (int i = 0; i < count; i++) net.Predict(x, y, threads); },
            (x, values, _, threads, count) =>
                { float loss = 0; for (int i = 0; i < count; i++) loss = net.TrainStep(x, values, adam, threads: threads); return loss; },
            () => Floats(net.Parameters));
    }

    private static Subject Kernel64(double rate)
    {
        var net = new Dense64x64(seed: 1);
        return new(Model.Of(net, "MeanSquaredError", indices: false, "Identity"), Dense64x64.Isa,
            (x, y, threads, count) => { for (int i = 0; i < count; i++) net.Predict(x, y, threads); }, null, () => Floats(net.Parameters));
    }

    private static Subject Kernel512(double rate)
    {
        var net = new Dense512x512(seed: 1);
        return new(Model.Of(net, "MeanSquaredError", indices: false, "Identity"), Dense512x512.Isa,
            (x, y, threads, count) => { for (int i = 0; i < count; i++) net.Predict(x, y, threads); }, null, () => Floats(net.Parameters));
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

    private static float[] Floats(ParameterSet parameters) => [.. parameters.SelectMany(parameter => parameter.ToArray())];
}

/// <summary>Inputs, targets of both kinds, and room for outputs.</summary>
internal sealed class Data(Model model, int samples)
{
    public float[] X { get; } = Uniform(samples * model.Inputs, 1);

    public float[] Y { get; } = new float[samples * model.Outputs];

    public float[] Values { get; } = Uniform(samples * model.Outputs, 2);

    public int[] Indices { get; } = Draw(samples, model.Outputs, 3);

    /// <summary>Values from 0.2 to 0.8: probabilities no network fits at once.</summary>
    public static float[] Uniform(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = 0.2f + 0.6f * random.NextSingle();
        return values;
    }

    private static int[] Draw(int count, int bound, int seed)
    {
        var random = new Random(seed);
        var values = new int[count];
        for (int i = 0; i < count; i++) values[i] = random.Next(bound);
        return values;
    }
}
