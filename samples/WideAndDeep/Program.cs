using NetGen;
using NetGen.Formats;

// Penguins of the Palmer Archipelago (K. Gorman and others, 2014): two questions at once, the species and the weight. What is a name
// (island, sex, and the two together) goes in wide, as one-hot columns straight to the answers; what is measured goes in deep, through a
// hidden layer. dotnet run -c Release --project samples/WideAndDeep [-- --data DIR]
if (DataFolder.Find(args, Path.Combine("tabular", "penguins")) is not { } folder) return 2;
string text = File.ReadAllText(Path.Combine(folder, "penguins.csv"));
string complete = string.Join('\n', text.Split('\n').Where(line => !line.Contains("NA", StringComparison.Ordinal)));
Csv table = Csv.Parse(complete, name: "penguins.csv");
(int[] island, string[] islands) = table.ToClasses("island");
(int[] sex, string[] sexes) = table.ToClasses("sex");
(int[] species, string[] names) = table.ToClasses("species");
float[] measures = table.ToFloats("bill_length_mm", "bill_depth_mm", "flipper_length_mm"), mass = table.ToFloats("body_mass_g");
Console.WriteLine($"{table.Count} penguins: {string.Join(", ", names)}; on {string.Join(", ", islands)}");

// Every fifth is held out; averages and deviations are those of the others.
int[] seen = [.. Enumerable.Range(0, table.Count).Where(i => i % 5 != 4)],
    heldOut = [.. Enumerable.Range(0, table.Count).Where(i => i % 5 == 4)];
for (int column = 0; column < 3; column++) Standardize(measures, 3, column);
(float meanMass, float massDeviation) = Standardize(mass, 1, 0);

Console.WriteLine(WideAndDeep.Summary);
var network = new WideAndDeep(seed: 1);
network.Fit(Rows(seen), new AdamW(5e-3, weightDecay: 1e-2), epochs: 100, batchSize: 32, report: epoch =>
{
    if (epoch.Epoch % 10 == 0) Console.WriteLine(epoch);
});

int right = 0;
double error = 0, meanError = 0;                  // mean squares, in g²
float[] kind = new float[names.Length], weight = new float[1];
foreach (int i in heldOut)
{
    network.Predict(Wide(i), Deep(i), kind, weight);
    if (kind.IndexOf(kind.Max()) == species[i]) right++;
    error += Math.Pow((weight[0] - mass[i]) * massDeviation, 2) / heldOut.Length;
    meanError += Math.Pow(mass[i] * massDeviation, 2) / heldOut.Length;
}
Console.WriteLine($"of {heldOut.Length} penguins it has not seen: species right {(double)right / heldOut.Length:P1}; "
    + $"weight within {Math.Sqrt(error):F0} g (root mean square; {Math.Sqrt(meanError):F0} g if one always says {meanMass:F0} g)");
return right >= 0.95 * heldOut.Length && error < 0.25 * meanError ? 0 : 1;

float[] Wide(int i)
{
    var row = new float[WideAndDeep.WideLength];
    row[island[i]] = 1;
    row[islands.Length + sex[i]] = 1;
    row[islands.Length + sexes.Length + island[i] * sexes.Length + sex[i]] = 1;
    return row;
}

float[] Deep(int i) => measures[(3 * i)..(3 * i + 3)];

Dataset<WideAndDeep> Rows(int[] which) => WideAndDeep.Data(
    which.SelectMany(Wide).ToArray(), which.SelectMany(Deep).ToArray(), which.Select(i => species[i]).ToArray(),
    which.Select(i => mass[i]).ToArray());

(float Mean, float Deviation) Standardize(float[] values, int columns, int column)
{
    double mean = seen.Average(i => (double)values[i * columns + column]);
    double deviation = Math.Sqrt(seen.Average(i => Math.Pow(values[i * columns + column] - mean, 2)));
    for (int i = column; i < values.Length; i += columns) values[i] = (float)((values[i] - mean) / deviation);
    return ((float)mean, (float)deviation);
}

/// <summary>H. Cheng and others, "Wide &amp; deep learning for recommender systems" (2016), with two heads.</summary>
[Network]
internal sealed partial class WideAndDeep
{
    [Input(3 + 2 + 3 * 2)] public partial Input Wide { get; }
    [Input(3)] public partial Input Deep { get; }
    [Dense(16, Activation.ReLU, From = nameof(Deep))] public partial Dense Hidden { get; }
    [Concat(nameof(Hidden), nameof(Wide))] public partial Layer Joined { get; }
    [Dense(3), SoftmaxCrossEntropy] public partial Dense Species { get; }
    [Dense(1, From = nameof(Joined)), MeanSquaredError(Weight = 0.5)] public partial Dense Mass { get; }
}
