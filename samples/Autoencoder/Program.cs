using NetGen;

// Pictures of 64 pixels are squeezed into 8 numbers and drawn again from these.
// dotnet run -c Release --project samples/Autoencoder [-- --data DIR]
const int Size = Digits.Size;
if (DataFolder.Find(args, Path.Combine("tabular", "digits8x8")) is not { } folder) return 2;
Digits train = Digits.Read(folder, "tra"), test = Digits.Read(folder, "tes");

Console.WriteLine(Autoencoder.Summary);
var network = new Autoencoder(seed: 1);
network.Fit(Autoencoder.Data(train.Pixels, train.Pixels), new Adam(2e-3), epochs: 60, batchSize: 32, report: epoch =>
{
    if (epoch.Epoch % 10 == 0) Console.WriteLine(epoch);
});

float[] codes = new float[test.Count * Autoencoder.CodeLength], drawn = new float[test.Pixels.Length];
network.Predict(test.Pixels, codes, drawn);
float[] mean = [.. Enumerable.Range(0, Size).Select(j => Enumerable.Range(0, train.Count).Average(i => train[i][j]))];
double error = 0, meanError = 0;
for (int i = 0; i < drawn.Length; i++)
{
    error += Math.Pow(drawn[i] - test.Pixels[i], 2) / drawn.Length;
    meanError += Math.Pow(mean[i % Size] - test.Pixels[i], 2) / drawn.Length;
}

int[] shown = [.. Enumerable.Range(0, 10).Select(digit => Array.IndexOf(test.Labels, digit))];
Console.WriteLine("as written:");
Show(test.Pixels);
Console.WriteLine($"as drawn again from {Autoencoder.CodeLength} numbers:");
Show(drawn);
Console.WriteLine(
    $"mean squared error on {test.Count:N0} digits by people it has not seen: {error:F4}; of the mean picture: {meanError:F4}, "
    + $"{meanError / error:F1} times as much");
return error < 0.35 * meanError ? 0 : 1;

// A row of digits, a character a pixel, twice as wide as it is high.
void Show(float[] pixels)
{
    for (int row = 0; row < 8; row++)
        Console.WriteLine(
            string.Join("  ",
                shown.Select(i => string.Concat(Enumerable.Range(0, 8).Select(column => Ink(pixels[i * Size + row * 8 + column])))))
                .TrimEnd());

    static string Ink(float value) => new(" .:-=+*#%@"[Math.Clamp((int)(value * 10), 0, 9)], 2);
}

/// <summary>64 pixels → 8 numbers → 64 pixels; the numbers are an output too.</summary>
[Network]
internal sealed partial class Autoencoder
{
    [Input(64)] public partial Input Picture { get; }
    [Dense(64, Activation.ReLU)] public partial Dense Squeeze { get; }
    [Dense(8), Output] public partial Dense Code { get; }
    [Dense(64, Activation.ReLU)] public partial Dense Unfold { get; }
    [Dense(64), MeanSquaredError] public partial Dense Drawn { get; }
}
