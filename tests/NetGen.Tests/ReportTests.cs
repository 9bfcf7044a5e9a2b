using System.Globalization;
using System.Reflection;
using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// What objects say of themselves: one short line for each, whatever is measured; and the best of measured values is never one that is not
/// a number.
/// </summary>
public class ReportTests
{
    private static EpochReport Epoch(int number, double loss, double? validation = null) => new(number, 10, loss, null, validation, null,
        TimeSpan.FromSeconds(0.5));

    private static History Of(params double[] losses) => new([.. losses.Select((loss, index) => Epoch(index + 1, loss))]);

    [Theory]
    [InlineData(3, 0.5, double.NaN, 0.4)]
    [InlineData(2, double.NaN, 0.5)]
    [InlineData(1, 0.5, double.NaN)]
    [InlineData(2, double.NaN, double.PositiveInfinity)]
    [InlineData(1, double.NaN, double.NaN)]
    [InlineData(3, double.PositiveInfinity, double.NaN, -1.0)]
    [InlineData(2, 1.0, double.NegativeInfinity, double.NaN)]
    [InlineData(1, 0.25, 0.25, double.NaN)]
    public void The_best_epoch_has_the_smallest_loss_and_NaN_is_larger_than_any(int best, params double[] losses)
    {
        Assert.Equal(best, Of(losses).Best.Epoch);
        // The same of losses on the validation set, whatever the others are.
        History validated = new([.. losses.Select((loss, index) => Epoch(index + 1, -index, loss))]);
        Assert.Equal(best, validated.Best.Epoch);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_is_the_largest_error()
    {
        GradientCheckEntry Entry(double error) => new("Dense1.Weight", error, 4, 0);
        Assert.Equal(double.NaN, new GradientCheck([Entry(0.5), Entry(double.NaN), Entry(0.1)], 1e-4).MaxRelativeError);
        Assert.False(new GradientCheck([Entry(double.NaN)], 1e-4).Passed);
    }

    [Theory]
    [InlineData(0.5, "0.5000")]
    [InlineData(0, "0.0000")]
    [InlineData(-0.98765, "-0.9877")]
    [InlineData(12345.678, "12345.6780")]
    [InlineData(0.001, "0.0010")]
    [InlineData(0.00099, "9.9000e-04")]
    [InlineData(1.234e-6, "1.2340e-06")]
    [InlineData(-4.5e-9, "-4.5000e-09")]
    [InlineData(123456.789, "1.2346e+05")]
    [InlineData(1.5e33, "1.5000e+33")]
    [InlineData(1.7e308, "1.7000e+308")]
    [InlineData(5e-324, "4.9407e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Losses_have_their_first_digits_and_never_many(double loss, string text)
    {
        // Machines without cultures have but one: others are made of it.
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign, other.NumberFormat.NaNSymbol) = (",", "minus ",
            "n. d.");
        foreach (CultureInfo culture in (CultureInfo[])[CultureInfo.InvariantCulture, other])
        {
            CultureInfo before = CultureInfo.CurrentCulture;
            try
            {
                CultureInfo.CurrentCulture = culture;
                Assert.Equal($"epoch  3/10   loss {text}   validation loss {text}   0.50 s", Epoch(3, loss, loss).ToString());
                Assert.Equal($"loss {text}   1 sample", new Evaluation(loss, null, 1).ToString());
                Assert.Equal("loss 0.0000   2 samples", new Evaluation(-0.0, null, 2).ToString());
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Fact]
    public void A_history_is_a_line_with_its_best_and_its_last_epoch()
    {
        Assert.Equal("3 epochs in 1.50 s   best 3: loss 0.4000   last 3: loss 0.4000", Of(0.5, double.NaN, 0.4).ToString());
        Assert.Equal("1 epoch in 0.50 s   best 1: loss 2.0000   validation loss 1.0000   last 1: loss 2.0000   validation loss 1.0000",
            new History([Epoch(1, 2, 1)]).ToString());
        Assert.Equal("0 epochs", new History([]).ToString());
    }

    [Fact]
    public void Data_sets_tapes_and_parameters_say_how_much_they_hold()
    {
        float[] x = Samples.Values(5 * 3);
        var data = new Dataset<LinearNetwork>(x, Samples.Rule(x));
        Assert.Equal($"5 samples for {LinearNetwork.Info.Name}   inputs 3   targets 2", data.ToString());
        Assert.Equal($"1 sample for {LinearNetwork.Info.Name}   inputs 3   targets 2   with sample weights",
            new Dataset<LinearNetwork>(x.AsMemory(0, 3), Samples.Rule(x).AsMemory(0, 2), new float[1]).ToString());
        Assert.Equal($"5 samples for {LinearClassifier.Info.Name}   inputs 3   targets one of {LinearClassifier.Info.Classes} classes",
            new Dataset<LinearClassifier>(x, Samples.Classes(x)).ToString());

        var network = new LinearNetwork(seed: 1);
        Assert.Equal("2 parameters, 8 values: Dense1.Weight 3×2, Dense1.Bias 2", network.Parameters.ToString());

        var tape = network.CreateTape(8);
        string name = $"Tape of {LinearNetwork.Info.Name}   ";
        Assert.Equal(name + "0 of 8 samples, nothing forwarded   gradients clear", tape.ToString());
        network.Forward(tape, x);
        Assert.Equal(name + "5 of 8 samples, forwarded   gradients clear", tape.ToString());
        network.Loss(tape, Samples.Rule(x));
        Assert.Equal(name + "5 of 8 samples, loss taken   gradients clear", tape.ToString());
        network.Backward(tape);
        Assert.Equal(name + "5 of 8 samples, backward done   gradients added", tape.ToString());
    }

    [Fact]
    public void A_slice_that_is_not_there_is_refused_with_what_there_is()
    {
        var data = new Dataset<LinearNetwork>(Samples.Values(3 * 3), new float[3 * 2]);
        Assert.Equal(1, data.Slice(2, 1).Count);
        Refused("The data set has 3 samples; from 2 on there are 1, not 5.", "count", 2, 5);
        Refused("The data set has 3 samples; from 0 on there are 3, not 2147483647.", "count", 0, int.MaxValue);
        Refused("The data set has 3 samples, 0 to 2; there is none at 3.", "first", 3, 1);
        Refused("The data set has 3 samples, 0 to 2; there is none at -1.", "first", -1, 2);
        Refused("The data set has 3 samples, 0 to 2; there is none at 2147483647.", "first", int.MaxValue, int.MaxValue);
        Refused("A slice has at least 1 sample, not 0.", "count", 1, 0);
        Refused("A slice has at least 1 sample, not -2147483648.", "count", 2, int.MinValue);

        void Refused(string message, string parameter, int first, int count)
        {
            var exception = Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(first, count));
            Assert.StartsWith(message, exception.Message);
            Assert.Equal(parameter, exception.ParamName);
        }
    }

    [Fact]
    public void Optimizers_say_their_hyperparameters()
    {
        Assert.Equal("SGD { LearningRate = 0.1, Momentum = 0.9, Dampening = 0, Nesterov = true }, 0 steps",
            new SGD(0.1, momentum: 0.9, nesterov: true).ToString());
        Assert.Equal(
            "AdamW { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, WeightDecay = 0.01, "
            + "DecoupledDecay = true, ClipNorm = 1 }, 0 steps", new AdamW { ClipNorm = 1 }.ToString());
        var adam = new Adam(0.5) { WeightDecay = 0.25, ClipValue = 2 };
        float[] x = Samples.Values(5 * 3);
        new LinearNetwork(seed: 1).TrainStep(x, Samples.Rule(x), adam);
        Assert.Equal("Adam { LearningRate = 0.5, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08, WeightDecay = 0.25, ClipValue = 2 }, 1 step",
            adam.ToString());
    }

    /// <summary>An optimizer that is added without its own would be silent on them.</summary>
    [Fact]
    public void Every_optimizer_names_each_of_its_properties()
    {
        Type[] all = [.. typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer))
            && !type.IsAbstract)];
        Assert.True(all.Length >= 10, $"{all.Length} optimizers");
        foreach (Type type in all)
        {
            ConstructorInfo constructor = type.GetConstructors().Single();
            // Switches on, so that they show.
            object?[] arguments = [.. constructor.GetParameters().Select(parameter => parameter.ParameterType == typeof(bool) ? true
                : parameter.Name == "momentum" ? 0.5 : parameter.DefaultValue)];
            if (type == typeof(SGD)) arguments[2] = 0.0;
            var optimizer = (Optimizer)constructor.Invoke(arguments);
            optimizer.WeightDecay = 0.125;
            optimizer.DecoupledDecay = true;
            optimizer.ClipNorm = optimizer.ClipValue = 1;
            optimizer.FiniteChecks = false;
            string text = optimizer.ToString();
            Assert.StartsWith(type.Name + " { LearningRate = ", text);
            foreach (PropertyInfo property in type.GetProperties()
                .Where(property => property.Name is not (nameof(Optimizer.Steps) or nameof(Optimizer.SkippedSteps))))
                Assert.Contains($" {property.Name} = ", text);
        }
    }
}
