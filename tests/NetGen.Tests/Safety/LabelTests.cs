using NetGen.Tests.Fakes;

namespace NetGen.Tests.Safety;

/// <summary>Class indices become addresses. Whatever another thread writes to them during a call, kernels see only what has been
/// checked.</summary>
public sealed class LabelTests : IDisposable
{
    private const int Samples = 70, Far = 200_000_000;

    private readonly float[] x = Fakes.Samples.Values(Samples * 3), y = new float[Samples * 2];
    private readonly int[] labels = new int[Samples];

    public void Dispose() => Observed<LabelTests>.Clear();

    [Theory]
    [InlineData(1, null), InlineData(1, -100), InlineData(3, null), InlineData(3, 1)]
    public void A_label_written_after_the_check_is_not_what_the_loss_reads(int threads, int? ignored)
    {
        var network = Observed<LabelTests>.Network(indices: true, ignored: ignored);
        var sgd = new SGD(0.1);
        Observed<LabelTests>.OnForward = () => labels.AsSpan().Fill(Far);    // the block's were taken before
        float first = network.TrainStep(x.AsSpan(0, 32 * 3), labels.AsSpan(0, 32), sgd, default, threads);
        Assert.True(float.IsFinite(first));

        // Without the hook, the same labels from the start: the same loss, so what was learned are the labels of the check.
        Observed<LabelTests>.Clear();
        Array.Clear(labels);
        Assert.Equal(first,
            Observed<LabelTests>.Network(indices: true, ignored: ignored)
            .TrainStep(x.AsSpan(0, 32 * 3), labels.AsSpan(0, 32), new SGD(0.1), default, threads));
    }

    [Theory]
    [InlineData(Far), InlineData(-1), InlineData(2), InlineData(int.MinValue), InlineData(int.MaxValue)]
    public void A_label_written_before_its_block_is_taken_is_refused_with_its_place_and_the_parameters_stay(int hostile)
    {
        var network = Observed<LabelTests>.Network(indices: true);
        float[] before = network.Parameters[0].ToArray();
        Observed<LabelTests>.OnPrepare = () => labels[Samples - 1] = hostile;
        string message = Assert.Throws<ArgumentException>(() => network.TrainStep(x, labels, new SGD(0.1), default)).Message;
        Assert.Contains($"t[{Samples - 1}] is {hostile}; class indices go from 0 to 1", message);
        Assert.Equal(before, network.Parameters[0].ToArray());

        Observed<LabelTests>.Clear();
        Array.Clear(labels);
        network.TrainStep(x, labels, new SGD(0.1), default);    // and the network can be trained
    }

    [Fact]
    public void Evaluate_and_the_loss_of_a_tape_take_labels_as_TrainStep_does()
    {
        var network = Observed<LabelTests>.Network(indices: true);
        bool evaluated = false;
        Observed<LabelTests>.OnForward = () =>
        {
            if (evaluated) labels[Samples - 1] = Far;    // from the second block on
            evaluated = true;
        };
        Assert.Contains($"t[{Samples - 1}] is {Far}", Assert.Throws<ArgumentException>(() => network.Evaluate(x, labels, default)).Message);

        Observed<LabelTests>.Clear();
        Array.Clear(labels);
        var tape = new Tape<LinearNetwork>(network, Samples);
        network.Forward(tape, x, training: true);
        float loss = network.Loss(tape, labels, default);
        labels[0] = Far;
        Assert.Throws<ArgumentException>(() => network.Loss(tape, labels, default));
        network.Backward(tape);
        Assert.True(float.IsFinite(loss));
    }

    [Fact]
    public void A_label_that_changes_under_a_loss_of_the_library_is_an_ArgumentException()
    {
        float[] z = new float[3 * 2], dz = new float[3 * 2];
        bool done = false;
        var writer = new Thread(() =>
        {
            while (!Volatile.Read(ref done)) Volatile.Write(ref labels[2], Volatile.Read(ref labels[2]) ^ Far);
        });
        writer.Start();
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
            try
            {
                Losses.SoftmaxCrossEntropy(z, labels.AsSpan(0, 3), dz);
            }
            catch (ArgumentException)
            {
                refused++;
                if (refused > 200) break;
            }
        done = true;
        writer.Join();
        Assert.True(refused > 0);
    }
}
