// What these calls say at run time is what NG3101 and NG3102 say while they are typed.
#pragma warning disable NG3101, NG3102

namespace NetGen.Conformance;

/// <summary>What a caller who errs reads: both lengths, or what to call first.</summary>
public sealed class MisuseTests
{
    private readonly Classifier network = new(seed: 1);

    [Fact]
    public void Lengths_that_do_not_go_together_are_both_named()
    {
        var y = new float[3];
        Says<ArgumentException>(() => network.Predict(new float[9]), "9", "10");
        Says<ArgumentException>(() => network.Predict(new float[25], y), "25", "10");
        Says<ArgumentException>(() => network.Predict(new float[20], y), "3", "2·1");
        Says<ArgumentException>(() => network.TrainStep(new float[20], new float[3], new SGD(0.1)), "3", "2·1");
        Says<ArgumentException>(() => network.TrainStep(new float[20], new float[2], new SGD(0.1), new float[5]), "5", "2");
        Says<ArgumentException>(() => network.TrainStep([], [], new SGD(0.1)), "empty", "10");
        Says<ArgumentException>(() => Classifier.Data(new float[20], new float[3]), "3", "2·1");
        Says<ArgumentException>(() => new Golden20(1).TrainStep(new float[40], [3, 10], new SGD(0.1)), "t[1] is 10", "0 to 9");
        Says<ArgumentException>(() => new Golden20(1).TrainStep(new float[40], [-1, 0], new SGD(0.1)), "t[0] is -1", "0 to 9");
    }

    [Fact]
    public void Lengths_on_a_tape_are_both_named()
    {
        Tape<Classifier> tape = network.CreateTape(4);
        Says<ArgumentException>(() => network.Forward(tape, new float[50]), "5 samples", "4");
        Says<ArgumentException>(() => network.Forward(tape, new float[11]), "11", "10");
        network.Forward(tape, new float[30]);
        Says<ArgumentException>(() => network.Loss(tape, new float[2]), "2", "3");
        Says<ArgumentException>(() => network.Loss(tape, new float[3], new float[4]), "4", "3");
        Says<ArgumentException>(() => network.Backward(tape, new float[4]), "4", "3");
        Says<ArgumentException>(() => network.BackwardToInput(tape, new float[3], new float[29]), "29", "30");
    }

    [Fact]
    public void Calls_in_the_wrong_order_are_told_what_comes_first()
    {
        Tape<Classifier> tape = network.CreateTape(2);
        Says<InvalidOperationException>(() => network.Loss(tape, new float[2]), "Loss needs a forward pass", "call Forward first");
        Says<InvalidOperationException>(() => network.Backward(tape), "forward pass", "Forward");
        Says<InvalidOperationException>(() => new Adam().Step(network, tape), "no gradients", "Backward");
        network.Forward(tape, new float[20]);
        Says<InvalidOperationException>(() => network.Backward(tape), "call Loss first");
        network.Loss(tape, new float[2]);
        network.Backward(tape);
        Says<InvalidOperationException>(() => network.Backward(tape), "used up", "Forward again");
        network.Forward(tape, new float[20]);
        network.Loss(tape, new float[2]);
        network.Dense1.Bias[0] = 3;
        Says<InvalidOperationException>(() => network.Backward(tape), "Parameters have changed", "Forward again");
    }

    [Fact]
    public void Tapes_and_optimizers_of_another_network_are_refused()
    {
        var other = new Classifier(seed: 2);
        Tape<Classifier> tape = other.CreateTape(2);
        Says<ArgumentException>(() => network.Forward(tape, new float[20]), "another Classifier", "CreateTape");
        var adam = new Adam();
        network.TrainStep(new float[10], [1], adam);
        Says<InvalidOperationException>(() => other.TrainStep(new float[10], [1], adam), "another network", "one optimizer per network");
    }

    [Fact]
    public void Output_over_input_and_no_threads_are_refused()
    {
        var memory = new float[40];
        Says<ArgumentException>(() => network.Predict(memory.AsSpan(0, 20), memory.AsSpan(19, 2)), "overlaps");
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Predict(memory.AsSpan(0, 20), new float[2], threads: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Reserve(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateTape(0));
    }

    [Fact]
    public void No_samples_are_predicted_as_none()
    {
        Assert.Null(Record.Exception(() => network.Predict([], [])));
        Says<ArgumentException>(() => network.Predict([], new float[1]), "1", "0");
    }

    private static void Says<TException>(Action action, params string[] words) where TException : Exception
    {
        TException exception = Assert.Throws<TException>(action);
        foreach (string word in words) Assert.Contains(word, exception.Message, StringComparison.Ordinal);
    }
}
