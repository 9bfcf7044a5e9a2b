using NetGen;

// Two pictures in, one answer out: is it the same digit? Both sides go through the same encoder. The network never hears which digit it
// sees, and yet digits can be read with it: by asking which of a few examples a picture is the same as.
// dotnet run -c Release --project samples/Siamese [-- --data DIR]
const int Size = Digits.Size, Examples = 10;
if (DataFolder.Find(args, Path.Combine("tabular", "digits8x8")) is not { } folder) return 2;
Digits train = Digits.Read(folder, "tra"), test = Digits.Read(folder, "tes");
var random = new Random(1);

Console.WriteLine(Siamese.Summary);
var network = new Siamese(seed: 1);
network.Fit(Pairs(train, 40_000), new Adam(1e-3), epochs: 10, batchSize: 64, validation: Pairs(test, 2_000), report: Console.WriteLine);
double same = network.Evaluate(Pairs(test, 10_000)).Accuracy!.Value;
Console.WriteLine($"10,000 pairs by people it has not seen, half of them of one digit: {same:P2} right");

// Each test picture against the first ten examples of each digit.
int[] chosen = [.. Enumerable.Range(0, 10)
    .SelectMany(digit => Enumerable.Range(0, train.Count).Where(i => train.Labels[i] == digit).Take(Examples))];
float[] left = new float[chosen.Length * Size], right = [.. chosen.SelectMany(i => train[i].ToArray())], similar = new float[chosen.Length];
int read = 0;
for (int i = 0; i < test.Count; i++)
{
    for (int j = 0; j < chosen.Length; j++) test[i].CopyTo(left.AsSpan(j * Size));
    network.Predict(left, right, similar);
    if (Enumerable.Range(0, 10).MaxBy(digit => similar.Skip(digit * Examples).Take(Examples).Sum()) == test.Labels[i]) read++;
}
double accuracy = (double)read / test.Count;
Console.WriteLine($"{test.Count:N0} digits read by comparing with ten examples of each: {accuracy:P2} right");
return same >= 0.95 && accuracy >= 0.93 ? 0 : 1;

// Every other pair is of one digit.
Dataset<Siamese> Pairs(Digits digits, int count)
{
    int[][] byDigit = [.. Enumerable.Range(0, 10)
        .Select(digit => Enumerable.Range(0, digits.Count).Where(i => digits.Labels[i] == digit).ToArray())];
    float[] left = new float[count * Size], right = new float[count * Size], same = new float[count];
    for (int i = 0; i < count; i++)
    {
        same[i] = i % 2;
        int one = random.Next(10), other = same[i] == 1 ? one : (one + 1 + random.Next(9)) % 10;
        digits[byDigit[one][random.Next(byDigit[one].Length)]].CopyTo(left.AsSpan(i * Size));
        digits[byDigit[other][random.Next(byDigit[other].Length)]].CopyTo(right.AsSpan(i * Size));
    }
    return Siamese.Data(left, right, same);
}

/// <summary>A picture as 32 numbers.</summary>
[Block, Dense(64, Activation.ReLU), Dropout(0.2), Dense(32)]
internal sealed partial class Encoder;

/// <summary>How similar two pictures are: a weighted sum of the products of their codes, as a chance.</summary>
[Network]
internal sealed partial class Siamese
{
    [Input(64)] public partial Input Left { get; }
    [Input(64)] public partial Input Right { get; }
    [Apply(From = nameof(Left))] public partial Encoder Code { get; }
    [Shared(nameof(Code), From = nameof(Right))] public partial Encoder OtherCode { get; }
    [Multiply(nameof(Code), nameof(OtherCode))] public partial Layer Product { get; }
    [Dense(1, Activation.Sigmoid), BinaryCrossEntropy] public partial Dense Same { get; }
}
