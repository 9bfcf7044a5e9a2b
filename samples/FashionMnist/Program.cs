using System.Diagnostics;
using System.Globalization;
using NetGen;

// dotnet run -c Release --project samples/FashionMnist -- --model mlp|large [--epochs 15] [--batch 64] [--rate 0.001] [--data DIR]
var options = new Dictionary<string, string>();
for (int i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
string model = options.GetValueOrDefault("--model", "mlp");
int epochs = int.Parse(options.GetValueOrDefault("--epochs", "15"), CultureInfo.InvariantCulture);
int batch = int.Parse(options.GetValueOrDefault("--batch", "64"), CultureInfo.InvariantCulture);
double rate = double.Parse(options.GetValueOrDefault("--rate", "0.001"), CultureInfo.InvariantCulture);

string folder = Images.Find(options.GetValueOrDefault("--data"));
Images train = Images.Read(folder, "train"), test = Images.Read(folder, "t10k");
Console.WriteLine($"{train.Count:N0} training images, {test.Count:N0} test images");

switch (model)
{
    case "mlp": Run(new Mlp(seed: 1), Mlp.Data(train.Pixels, train.Labels), Mlp.Data(test.Pixels, test.Labels)); break;
    case "large": Run(new LargeMlp(seed: 1), LargeMlp.Data(train.Pixels, train.Labels), LargeMlp.Data(test.Pixels, test.Labels)); break;
    default: Console.Error.WriteLine($"There is no model {model}: mlp, large."); return 1;
}
return 0;

void Run<T>(T net, Dataset<T> trainData, Dataset<T> testData) where T : class, INetwork<T>
{
    Console.WriteLine(T.Info.Summary);
    var adam = new Adam(rate);
    int fine = epochs / 3;                           // the last third of the epochs takes smaller steps
    var clock = Stopwatch.StartNew();
    net.Fit(trainData, adam, epochs - fine, batch, seed: 1, report: Console.WriteLine);
    adam.LearningRate = rate / 10;
    net.Fit(trainData, adam, fine, batch, seed: 2, report: Console.WriteLine);
    double seconds = clock.Elapsed.TotalSeconds;
    Console.WriteLine($"{epochs} epochs in {seconds:F1} s on one thread, {10 * seconds / epochs:F1} s per 10 epochs");
    Console.WriteLine($"accuracy on the {testData.Count:N0} test images: {net.Evaluate(testData).Accuracy:P2}");
}
