namespace NetGen.SourceGenerators.Tests.CallSites;

/// <summary>What is reported for calls, parameter by parameter.</summary>
public class CallSiteTests
{
    [Theory]
    [InlineData("net.Predict(new float[25], y);", "new float[25]",
        "Classifier.Predict takes samples of 10 values each (10, 20, 30, …) in 'x', but 25 values are given here")]
    [InlineData("net.Predict(y: y, x: new float[25]);", "x: new float[25]",
        "Classifier.Predict takes samples of 10 values each (10, 20, 30, …) in 'x', but 25 values are given here")]
    [InlineData("sorter.Predict(some, new float[1]);", "new float[1]",
        "Sorter.Predict takes samples of 4 values each (4, 8, 12, …) in 'y', but 1 value is given here")]
    [InlineData("net.TrainStep(new float[11], y, optimizer);", "new float[11]",
        "Classifier.TrainStep takes samples of 10 values each (10, 20, 30, …) in 'x', but 11 values are given here")]
    [InlineData("net.Forward(tape, new float[11]);", "new float[11]",
        "Classifier.Forward takes samples of 10 values each (10, 20, 30, …) in 'x', but 11 values are given here")]
    [InlineData("maker.Backward(made, new float[11]);", "new float[11]",
        "Generator.Backward takes samples of 10 values each (10, 20, 30, …) in 'dy', but 11 values are given here")]
    [InlineData("maker.BackwardToInput(made, new float[20], new float[7]);", "new float[7]",
        "Generator.BackwardToInput takes samples of 3 values each (3, 6, 9, …) in 'dx', but 7 values are given here")]
    [InlineData("pair.TrainStep(new float[4], new float[3], optimizer);", "new float[3]",
        "Pair.TrainStep takes samples of 2 values each (2, 4, 6, …) in 't', but 3 values are given here")]
    [InlineData("pair.Loss(paired, new float[3]);", "new float[3]",
        "Pair.Loss takes samples of 2 values each (2, 4, 6, …) in 't', but 3 values are given here")]
    [InlineData("Pair.Data(some, new float[3]);", "new float[3]",
        "Pair.Data takes samples of 2 values each (2, 4, 6, …) in 't', but 3 values are given here")]
    [InlineData("Classifier.Data(new float[11], some);", "new float[11]",
        "Classifier.Data takes samples of 10 values each (10, 20, 30, …) in 'x', but 11 values are given here")]
    public void A_length_that_is_no_whole_number_of_samples(string call, string underlined, string message) =>
        Assert.Equal([("NG3101", underlined, message)], Calls.Say(call));

    [Theory]
    [InlineData("net.Predict(new float[20], new float[3]);", "new float[3]",
        "Classifier.Predict takes as many samples in 'y' as in 'x', but 3 samples are given here and 2 samples there")]
    [InlineData("sorter.TrainStep(new float[20], [1], optimizer);", "[1]",
        "Sorter.TrainStep takes as many samples in 't' as in 'x', but 1 sample is given here and 2 samples there")]
    [InlineData("Sorter.Data(new float[20], new int[3]);", "new int[3]",
        "Sorter.Data takes as many samples in 't' as in 'x', but 3 samples are given here and 2 samples there")]
    [InlineData("net.TrainStep(new float[20], new float[2], optimizer, new float[5]);", "new float[5]",
        "Classifier.TrainStep takes as many samples in 'sampleWeights' as in 'x', but 5 samples are given here and 2 samples there")]
    [InlineData("maker.BackwardToInput(made, new float[20], new float[9]);", "new float[9]",
        "Generator.BackwardToInput takes as many samples in 'dx' as in 'dy', but 3 samples are given here and 2 samples there")]
    public void Numbers_of_samples_that_differ(string call, string underlined, string message) =>
        Assert.Equal([("NG3101", underlined, message)], Calls.Say(call));

    /// <summary>Constants that the network would refuse when the program runs.</summary>
    [Theory]
    [InlineData("net.TrainStep(some, [0, 2, 1], optimizer);", "2",
        "Classifier.TrainStep takes targets from 0 to 1 in 't', but element 1 is 2")]
    [InlineData("net.TrainStep(some, [-0.5f], optimizer);", "-0.5f",
        "Classifier.TrainStep takes targets from 0 to 1 in 't', but element 0 is -0.5")]
    [InlineData("net.Loss(tape, [float.NaN]);", "float.NaN", "Classifier.Loss takes targets from 0 to 1 in 't', but element 0 is NaN")]
    [InlineData("Classifier.Data(some, new float[] { 0, 1, 1.5f });", "1.5f",
        "Classifier.Data takes targets from 0 to 1 in 't', but element 2 is 1.5")]
    [InlineData("float[] t = [0, 3]; net.TrainStep(some, t, optimizer);", "3",
        "Classifier.TrainStep takes targets from 0 to 1 in 't', but element 1 is 3")]
    [InlineData("net.TrainStep(some, T, optimizer);", "5", "Classifier.TrainStep takes targets from 0 to 1 in 't', but element 0 is 5",
        "static ReadOnlySpan<float> T => [5, 0];")]
    [InlineData("wide.TrainStep(some, some, [7], [2], optimizer);", "7",
        "WideAndDeep.TrainStep takes targets from 0 to 1 in 'clickTarget', but element 0 is 7")]
    [InlineData("wide.TrainStep(some, some, [1], [3], optimizer);", "3",
        "WideAndDeep.TrainStep takes class indices from 0 to 2 in 'kindTarget', but element 0 is 3")]
    [InlineData("sorter.TrainStep(some, [0, 3, 4], optimizer);", "4",
        "Sorter.TrainStep takes class indices from 0 to 3 in 't', but element 2 is 4")]
    [InlineData("sorter.TrainStep(some, [-1], optimizer);", "-1",
        "Sorter.TrainStep takes class indices from 0 to 3 in 't', but element 0 is -1")]
    [InlineData("pair.TrainStep(some, some, optimizer, [1, -2]);", "-2",
        "Pair.TrainStep takes weights that are not negative in 'sampleWeights', but element 1 is -2")]
    public void Constants_that_do_not_fit(string call, string underlined, string message, string members = "") =>
        Assert.Equal([("NG3102", underlined, message)], Calls.Say(call, members));

    [Theory]
    [InlineData("net.TrainStep(some, [0, 1, 0.25f], optimizer);")]
    [InlineData("float[] t = [0, 3]; t[1] = 1; net.TrainStep(some, t, optimizer);")]
    [InlineData("float[] t = [0, 3]; Array.Clear(t); net.TrainStep(some, t, optimizer);")]
    [InlineData("float[] t = [0, some[1]]; net.TrainStep(some, t, optimizer);")]
    [InlineData("pair.TrainStep(some, [5, -5], optimizer);")]
    [InlineData("sorter.TrainStep(some, [0, 1, 2, 3], optimizer);")]
    [InlineData("maker.Predict([7, 8, 9], some);")]
    public void Constants_that_fit_or_may_change(string call) => Assert.Empty(Calls.Say(call));

    /// <summary>Lengths that steps of making an array keep, or add up.</summary>
    [Theory]
    [InlineData("Enumerable.Range(0, 3).Select(i => i % 4).ToArray()", "")]
    [InlineData("Enumerable.Repeat(0, 1).Concat(Enumerable.Repeat(1, 2)).ToArray()", "")]
    [InlineData("new[] { 0, 1, 1 }.Reverse().Append(2).ToArray()", "", 4)]
    [InlineData("Array.ConvertAll(new[] { 0f, 1f, 2f }, v => (int)v)", "")]
    [InlineData("Labels", "static int[] Labels { get; } = [0, 1, 2];")]
    [InlineData("Labels", "static readonly int[] Labels = [0, 1, 2];")]
    public void Labels_whose_count_the_source_says(string labels, string members, int count = 3) => Assert.Equal(
        [("NG3101", labels, $"Sorter.TrainStep takes as many samples in 't' as in 'x', but {count} "
            + "samples are given here and 2 samples there")],
        Calls.Say($"sorter.TrainStep(new float[20], {labels}, optimizer);", members));

    [Theory]
    [InlineData("wide.Predict(new float[6], new float[5], y, y);", "NG3101", "new float[5]",
        "WideAndDeep.Predict takes samples of 4 values each (4, 8, 12, …) in 'narrow', but 5 values are given here")]
    [InlineData("wide.Predict(new float[6], new float[4], new float[1], new float[2]);", "NG3101", "new float[2]",
        "WideAndDeep.Predict takes samples of 3 values each (3, 6, 9, …) in 'kind', but 2 values are given here")]
    [InlineData("wide.TrainStep(new float[12], new float[8], [1, 0], [2], optimizer);", "NG3101", "[2]",
        "WideAndDeep.TrainStep takes as many samples in 'kindTarget' as in 'wide', but 1 sample is given here and 2 samples there")]
    [InlineData("wide.Forward(taped, new float[12], new float[4]);", "NG3101", "new float[4]",
        "WideAndDeep.Forward takes as many samples in 'narrow' as in 'wide', but 1 sample is given here and 2 samples there")]
    [InlineData("wide.Backward(taped, new float[2], new float[3]);", "NG3101", "new float[3]",
        "WideAndDeep.Backward takes as many samples in 'kindGradient' as in 'clickGradient', but 1 "
        + "sample is given here and 2 samples there")]
    public void Of_several_inputs_and_outputs_each_is_checked(string call, string id, string underlined, string message) =>
        Assert.Equal([(id, underlined, message)], Calls.Say("y = some; " + call));

    [Theory]
    [InlineData("net.Predict(new float[10]);")]
    [InlineData("net.Predict(new float[20], new float[2]);")]
    [InlineData("net.Predict([], []);")]
    [InlineData("net.Predict(new float[20], y);", "var")]
    [InlineData("net.Predict(some, new float[3]);")]
    [InlineData("net.TrainStep(new float[20], [1, 0], optimizer);")]
    [InlineData("net.TrainStep(new float[20], [1, 0], optimizer, default);")]
    [InlineData("net.TrainStep(new float[20], [1, 0], optimizer, [1, 1]);")]
    [InlineData("net.Loss(tape, new float[3], new float[3]);")]
    [InlineData("net.Forward(tape, new float[30]);")]
    [InlineData("net.Predict(maker.Forward(made, some[..3]));")]
    [InlineData("net.Predict(maker.Forward(made, some), y);")]
    public void Lengths_that_go_together(string call, string makeYUnknown = "") =>
        Assert.Empty(Calls.Say(makeYUnknown.Length > 0 ? "y = some; " + call : call));

    [Fact]
    public void A_network_s_output_has_a_known_length()
    {
        Assert.Equal(
            [("NG3101", "maker.Forward(made, new float[6])", "Classifier.Predict takes one sample, 10 values, "
                + "in 'x', but 20 values are given here")],
            Calls.Say("net.Predict(maker.Forward(made, new float[6]));"));
        Assert.Equal(
            [("NG3101", "new float[3]", "Classifier.Predict takes as many samples in 'y' as in 'x', but 3 "
                + "samples are given here and 2 samples there")],
            Calls.Say("net.Predict(maker.Forward(made, new float[6]), new float[3]);"));
    }

    [Fact]
    public void One_of_several_outputs_has_a_known_length_too()
    {
        Assert.Equal(
            [("NG3101", "new float[10]", "Generator.Predict takes as many samples in 'y' as in 'x', but 1 "
                + "sample is given here and 2 samples there")],
            Calls.Say("maker.Predict(wide.Forward(taped, new float[12], new float[8]).Kind, new float[10]);"));
        Assert.Empty(Calls.Say("maker.Predict(wide.Forward(taped, new float[12], new float[8]).Kind, new float[20]);"));
    }

    [Theory]
    [InlineData("maker.Predict(net.Forward(tape, some), y);", null)]
    [InlineData("maker.Predict(maker.Forward(made, some), y);",
        "Generator.Predict takes samples of 3 values each (3, 6, 9, …) in 'x', but the outputs of 'Generator' have 10 values each")]
    [InlineData("var z = maker.Forward(made, some); maker.Predict(z, y);",
        "Generator.Predict takes samples of 3 values each (3, 6, 9, …) in 'x', but the outputs of 'Generator' have 10 values each")]
    [InlineData("net.TrainStep(sorter.Forward(sorted, some), y, optimizer);",
        "Classifier.TrainStep takes samples of 10 values each (10, 20, 30, …) in 'x', but the outputs of 'Sorter' have 4 values each")]
    [InlineData("net.Forward(tape, sorter.Forward(sorted, some));",
        "Classifier.Forward takes samples of 10 values each (10, 20, 30, …) in 'x', but the outputs of 'Sorter' have 4 values each")]
    [InlineData("maker.Backward(made, sorter.Forward(sorted, some));",
        "Generator.Backward takes samples of 10 values each (10, 20, 30, …) in 'dy', but the outputs of 'Sorter' have 4 values each")]
    [InlineData("pair.TrainStep(sorter.Forward(sorted, some), y, optimizer);", null)]
    [InlineData("net.Predict(wide.Forward(taped, some, some).Kind, y);",
        "Classifier.Predict takes samples of 10 values each (10, 20, 30, …) in 'x', but the outputs of "
        + "'WideAndDeep.Kind' have 3 values each")]
    [InlineData("var z = wide.Forward(taped, some, some); net.Predict(z.Kind, y);",
        "Classifier.Predict takes samples of 10 values each (10, 20, 30, …) in 'x', but the outputs of "
        + "'WideAndDeep.Kind' have 3 values each")]
    [InlineData("var z = wide.Forward(taped, some, some).Kind; net.Predict(z, y);",
        "Classifier.Predict takes samples of 10 values each (10, 20, 30, …) in 'x', but the outputs of "
        + "'WideAndDeep.Kind' have 3 values each")]
    [InlineData("maker.Predict(wide.Forward(taped, some, some).Kind, y);", null)]
    [InlineData("net.Predict(wide.Forward(taped, some, some).Click, y);", null)]
    public void A_network_s_output_comes_in_rows(string call, string? message) =>
        Assert.Equal(message is null ? [] : [("NG3103", message)], Calls.Say("y = some; " + call).Select(m => (m.Id, m.Message)));

    [Fact]
    public void Every_wrong_argument_is_named_and_in_lambdas_too() => Assert.Equal(
        ["new float[9]", "new float[11]", "new float[7]"],
        Calls.Say(
            "Action act = () => net.Predict(new float[9]); net.Predict(new float[11], y); void Local() => "
            + "net.Predict(new float[7]); Local(); act();").Select(m => m.Underlined));

    [Fact]
    public void Networks_of_the_same_assembly_are_checked_alike()
    {
        Generated generated = Generate.Run("""
            using NetGen;
            [Network, Input(10), Dense(1)] sealed partial class Net { static float Use(Net net) => net.Predict(new float[9]); }
            """);
        var message = Assert.Single(generated.Build());
        Assert.Equal(("NG3101", "new float[9]"), (message.Id, generated.Underlined(message)));
    }

    [Fact]
    public void A_call_that_is_meant_to_be_wrong_can_say_so() =>
        Assert.Empty(Calls.Say("#pragma warning disable NG3101\nnet.Predict(new float[9]);\n#pragma warning restore NG3101"));
}
