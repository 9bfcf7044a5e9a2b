using NetGen.Formats;

namespace NetGen.Conformance;

/// <summary>
/// Residual networks on real data. Wines and tumours are few, so that a single split would be a lottery: ten-fold cross-validation holds
/// out every row once. Of 20 ways to draw the tenths all 20 reach 0.97 on both (wines 0.972 to 0.989, tumours 0.975 to 0.982); the digits
/// come with their split, by writers.
/// </summary>
public sealed class ResidualTests
{
    [Fact]
    public void Wines_of_a_residual_network_reach_97_percent()
    {
        Csv file = Csv.Load(TestFiles.Data("tabular", "wine", "wine.csv"), header: false);
        var wines = new Table(file.ToFloats([.. file.Columns.Take(13)]), file.ToClasses("13").Indices);
        Assert.Equal(178, wines.Count);
        double accuracy = wines.CrossValidate(seed: 0, (seen, held) =>
        {
            var network = new ResidualWines(seed: 1);
            network.Fit(ResidualWines.Data(seen.X, seen.Classes), new AdamW(2e-3, weightDecay: 0.3), epochs: 20, batchSize: 16);
            return network.Evaluate(ResidualWines.Data(held.X, held.Classes)).Accuracy!.Value;
        });
        Assert.True(accuracy >= 0.97, $"accuracy {accuracy}");
    }

    [Fact]
    public void Tumours_of_a_residual_network_reach_97_percent()
    {
        Csv file = Csv.Load(TestFiles.Data("tabular", "wdbc", "wdbc.data"), header: false);
        var tumours = new Table(file.ToFloats([.. file.Columns.Skip(2)]), file.ToClasses("1").Indices);
        Assert.Equal(569, tumours.Count);
        double accuracy = tumours.CrossValidate(seed: 0, (seen, held) =>
        {
            var network = new ResidualTumours(seed: 1);
            network.Fit(ResidualTumours.Data(seen.X, Floats(seen.Classes)), new AdamW(2e-3, weightDecay: 0.3), epochs: 20, batchSize: 32);
            return network.Evaluate(ResidualTumours.Data(held.X, Floats(held.Classes))).Accuracy!.Value;
        });
        Assert.True(accuracy >= 0.97, $"accuracy {accuracy}");
    }

    /// <summary>Of people whose writing it has not seen.</summary>
    [Fact]
    public void Digits_of_a_residual_network_reach_97_percent()
    {
        Table seen = Digits("optdigits.tra"), held = Digits("optdigits.tes");
        Assert.Equal((3823, 1797), (seen.Count, held.Count));
        var network = new ResidualDigits(seed: 1);
        Dataset<ResidualDigits> data = ResidualDigits.Data(seen.X, seen.Classes);
        var optimizer = new AdamW(1e-3);
        network.Fit(data, optimizer, epochs: 30);
        optimizer.LearningRate /= 10;
        network.Fit(data, optimizer, epochs: 10, seed: 1);
        double accuracy = network.Evaluate(ResidualDigits.Data(held.X, held.Classes)).Accuracy!.Value;
        Assert.True(accuracy >= 0.97, $"accuracy {accuracy}");
    }

    /// <summary>
    /// Ink from 0 to 16, brought to a mean of about 0 and a deviation of about 1: one scale for all pixels, for some have no ink in any
    /// digit.
    /// </summary>
    private static Table Digits(string name)
    {
        Csv file = Csv.Load(TestFiles.Data("tabular", "digits8x8", name), header: false);
        return new Table(file.ToFloats([.. file.Columns.Take(64)]).Select(ink => (ink - 5) / 6).ToArray(),
            file.ToFloats("64").Select(digit => (int)digit).ToArray());
    }

    private static float[] Floats(int[] classes) => classes.Select(index => (float)index).ToArray();
}
