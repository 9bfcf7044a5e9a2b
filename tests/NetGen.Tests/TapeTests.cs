using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>Forward, Loss, Backward and Step do what TrainStep does to the bit, and calls in another order are refused.</summary>
public class TapeTests
{
    private readonly LinearNetwork network = new(seed: 1);

    [Fact]
    public void Forward_gives_what_Predict_gives()
    {
        float[] x = Samples.Values(20 * 3), y = new float[20 * 2];
        network.Predict(x, y);
        Assert.Equal(y, network.Forward(network.CreateTape(20), x).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1200)]
    public void Forward_Loss_Backward_and_Step_are_TrainStep_to_the_bit(int samples)
    {
        float[] x = Samples.Values(samples * 3), t = Samples.Rule(x), weights = Samples.Weights(samples, seed: 5);
        LinearNetwork other = new(seed: 1);
        Tape<LinearNetwork> tape = network.CreateTape(samples);
        Adam mine = new(0.1), its = new(0.1);
        for (int step = 0; step < 3; step++)
        {
            network.Forward(tape, x);
            float loss = network.Loss(tape, t, weights);
            network.Backward(tape);
            mine.Step(network, tape);
            Assert.Equal(other.TrainStep(x, t, its, weights), loss);
        }
        Assert.Equal(other.Parameters.SelectMany(p => p.ToArray()), network.Parameters.SelectMany(p => p.ToArray()));
    }

    [Fact]
    public void Gradients_of_a_tape_add_up_until_a_step_clears_them()
    {
        float[] x = Samples.Values(4 * 3), t = Samples.Rule(x);
        Tape<LinearNetwork> tape = network.CreateTape(4);
        Assert.True(tape.IsClear);
        Run();
        float[] once = tape.Gradients["Dense1.Weight"].ToArray();
        Run();
        Assert.Equal(once.Select(g => g + g), tape.Gradients["Dense1.Weight"].ToArray());
        new SGD(0.1).Step(network, tape);
        Assert.True(tape.IsClear);
        Assert.All(tape.Gradients["Dense1.Weight"].ToArray(), g => Assert.Equal(0, g));

        void Run()
        {
            network.Forward(tape, x);
            network.Loss(tape, t);
            network.Backward(tape);
        }
    }

    [Fact]
    public void A_gradient_of_ones_own_gives_the_gradients_of_the_loss_it_is_of()
    {
        float[] x = Samples.Values(4 * 3), t = Samples.Rule(x), dy = new float[8], dx = new float[12];
        Tape<LinearNetwork> a = network.CreateTape(4), b = network.CreateTape(4);
        network.Forward(a, x);
        float loss = network.Loss(a, t);
        network.Backward(a);

        Assert.Equal(loss, Losses.MeanSquaredError(network.Forward(b, x), t, dy), 1e-6);
        network.BackwardToInput(b, dy, dx, parameters: true);
        foreach ((float ours, float theirs) in a.Gradients[0].ToArray().Zip(b.Gradients[0].ToArray())) Assert.Equal(ours, theirs, 1e-6);
        for (int k = 0; k < 3; k++)
            Assert.Equal(dy[0] * network.Dense1.Weight[k, 0] + dy[1] * network.Dense1.Weight[k, 1], dx[k], 1e-6);
    }

    [Fact]
    public void BackwardToInput_leaves_the_gradients_of_the_parameters_alone_unless_asked()
    {
        Tape<LinearNetwork> tape = network.CreateTape(1);
        network.Forward(tape, [1, 2, 3]);
        network.BackwardToInput(tape, [1, 1], new float[3]);
        Assert.True(tape.IsClear);
        Assert.Contains("no gradients", Assert.Throws<InvalidOperationException>(() => new SGD(0.1).Step(network, tape)).Message);
    }

    [Fact]
    public void Calls_out_of_order_are_refused_with_what_to_do()
    {
        Tape<LinearNetwork> tape = network.CreateTape(2);
        Says("call Forward first", () => network.Loss(tape, [1, 2]));
        Says("call Forward first", () => network.Backward(tape));
        Says("call Forward first", () => network.Backward(tape, [1, 2]));
        network.Forward(tape, [1, 2, 3]);
        Says("call Loss first", () => network.Backward(tape));
        network.Loss(tape, [1, 2]);
        network.Backward(tape);
        Says("call Forward again", () => network.Backward(tape));
        Says("call Forward again", () => network.Loss(tape, [1, 2]));
        network.Forward(tape, [1, 2, 3]);
        network.Dense1.Weight[0, 0] += 1;
        Says("Parameters have changed", () => network.Backward(tape, [1, 2]));
    }

    [Fact]
    public void A_tape_of_another_network_is_refused()
    {
        Tape<LinearNetwork> theirs = new LinearNetwork(seed: 2).CreateTape(2);
        Assert.Contains("belongs to another LinearNetwork",
            Assert.Throws<ArgumentException>(() => network.Forward(theirs, [1, 2, 3])).Message);
        Assert.Contains("belongs to another LinearNetwork",
            Assert.Throws<ArgumentException>(() => new SGD(0.1).Step(network, theirs)).Message);
    }

    [Fact]
    public void An_optimizer_of_another_network_is_refused()
    {
        var optimizer = new SGD(0.1);
        network.TrainStep([1, 2, 3], [1, 2], optimizer);
        Says("another network", () => new LinearNetwork(seed: 2).TrainStep([1, 2, 3], [1, 2], optimizer));
    }

    [Fact]
    public void Lengths_are_checked_with_both_in_the_message()
    {
        Tape<LinearNetwork> tape = network.CreateTape(2);
        Assert.Contains("capacity is 2", Assert.Throws<ArgumentException>(() => network.Forward(tape, new float[9])).Message);
        Assert.Contains("n·3", Assert.Throws<ArgumentException>(() => network.Forward(tape, new float[4])).Message);
        Assert.Contains("n ≥ 1", Assert.Throws<ArgumentException>(() => network.Forward(tape, [])).Message);
        network.Forward(tape, new float[6]);
        Assert.Contains("2·2 = 4", Assert.Throws<ArgumentException>(() => network.Loss(tape, new float[2])).Message);
        Assert.Contains("2·2 = 4", Assert.Throws<ArgumentException>(() => network.Backward(tape, new float[2])).Message);
        Assert.Contains("2·3 = 6",
            Assert.Throws<ArgumentException>(() => network.BackwardToInput(tape, new float[4], new float[4])).Message);
        Assert.Contains("one weight per sample", Assert.Throws<ArgumentException>(() => network.Loss(tape, new float[4], [1])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTape(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTape(int.MaxValue / 8));
    }

    private static void Says(string words, Action call) => Assert.Contains(words, Assert.Throws<InvalidOperationException>(call).Message);
}
