namespace NetGen.Conformance;

/// <summary>No call of the hot path allocates, whichever overload it is and however many threads it may use: all cores (0), one, some, more
/// than there are.</summary>
[Collection("one at a time")]
public sealed class ThreadAllocationTests
{
    private const int Batch = 400;
    private static readonly float[] X = Samples.Draw(Batch * 132, 1), T = Samples.Draw(Batch, 2, 0, 1),
        Weights = Samples.Draw(Batch, 3, 0, 1), Y = new float[Batch * 132], Z = new float[Batch * 132];

    public static TheoryData<int> Threads => [0, 1, 2, 7, int.MaxValue];

    [Theory]
    [MemberData(nameof(Threads))]
    public void Predict_and_TrainStep_allocate_nothing(int threads)
    {
        var network = new Classifier(seed: 1);
        var adam = new Adam();
        Nothing(() => network.Predict(X.AsSpan(0, Batch * 10), Y.AsSpan(0, Batch), threads));
        Nothing(() => network.TrainStep(X.AsSpan(0, Batch * 10), T, adam, threads: threads));
        Nothing(() => network.TrainStep(X.AsSpan(0, Batch * 10), T, adam, Weights, threads));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Those_of_class_indices_allocate_nothing(int threads)
    {
        var network = new Golden20(seed: 1);
        var ignoring = new Ignoring(seed: 1);
        SGD first = new(0.1), second = new(0.1);
        int[] classes = Samples.Classes(Batch, 5, 4), some = [.. classes.Select((index, i) => i % 7 == 0 ? -100 : index)];
        Nothing(() => network.TrainStep(X.AsSpan(0, Batch * 20), classes, first, threads: threads));
        Nothing(() => ignoring.TrainStep(X.AsSpan(0, Batch * 7), some, second, Weights, threads));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Those_of_several_inputs_and_outputs_allocate_nothing(int threads)
    {
        var network = new WideAndDeep(seed: 1);
        var sgd = new SGD(0.01);
        Nothing(() => network.Predict(X.AsSpan(0, Batch * 100), X.AsSpan(Batch * 100, Batch * 32), Y.AsSpan(0, Batch),
            Z.AsSpan(0, Batch), threads));
        Nothing(() => network.TrainStep(X.AsSpan(0, Batch * 100), X.AsSpan(Batch * 100, Batch * 32), T, T, sgd, Weights, threads));
    }

    [Theory]
    [MemberData(nameof(Threads))]
    public void Those_of_a_batch_by_slots_allocate_nothing(int threads)
    {
        INetwork<Classifier> network = new Classifier(seed: 1);
        INetwork<WideAndDeep> deep = new WideAndDeep(seed: 1);
        SGD first = new(0.01), second = new(0.01);
        BatchSlot[] x = [new(X.AsMemory(0, Batch * 10))], t = [new(T)],
            two = [new(X.AsMemory(0, Batch * 100)), new(X.AsMemory(Batch * 100, Batch * 32))], both = [new(T), new(T)];
        Memory<float>[] y = [Y.AsMemory(0, Batch)], outputs = [Y.AsMemory(0, Batch), Z.AsMemory(0, Batch)];
        Nothing(() => network.Predict(new Batch(Batch, x, outputs: y, threads: threads)));
        Nothing(() => network.TrainStep(new Batch(Batch, x, t, Weights, y, threads), first));
        Nothing(() => network.Evaluate(new Batch(Batch, x, t, Weights, y, threads)));
        Nothing(() => deep.Predict(new Batch(Batch, two, outputs: outputs, threads: threads)));
        Nothing(() => deep.TrainStep(new Batch(Batch, two, both, Weights, outputs, threads), second));
        Nothing(() => deep.Evaluate(new Batch(Batch, two, both, Weights, outputs, threads)));
    }

    [Fact]
    public void Steps_by_tapes_of_several_inputs_and_outputs_allocate_nothing()
    {
        var network = new WideAndDeep(seed: 1);
        var sgd = new SGD(0.01);
        Tape<WideAndDeep> tape = network.CreateTape(Batch);
        float[] dy = Samples.Draw(Batch, 5);
        Nothing(() =>
        {
            network.Forward(tape, X.AsSpan(0, Batch * 100), X.AsSpan(Batch * 100, Batch * 32));
            network.Loss(tape, T, T, Weights);
            network.Backward(tape);
            sgd.Step(network, tape);
            network.Forward(tape, X.AsSpan(0, Batch * 100), X.AsSpan(Batch * 100, Batch * 32));
            network.BackwardToInput(tape, dy, dy, Y.AsSpan(0, Batch * 100), Z.AsSpan(0, Batch * 32));
        });
    }

    [Fact]
    public void A_step_of_parameters_with_penalties_and_Penalty_itself_allocate_nothing()
    {
        var network = new Regularized(seed: 1);
        var adam = new AdamW { ClipNorm = 1 };
        Nothing(() => network.TrainStep(X.AsSpan(0, Batch * 9), Y.AsSpan(0, Batch * 3), adam, threads: 0));
        Nothing(() => network.Parameters.Penalty());
    }

    private static void Nothing(Action call) => Assert.Equal(0, Allocations.OfSteadyState(call, allThreads: true));
}
