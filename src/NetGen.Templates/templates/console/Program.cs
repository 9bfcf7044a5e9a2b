using NetGen;

// A thousand points to learn from, and some to see what has been learned.
var (x, t) = Points.Draw(1000, seed: 1);
var (newX, newT) = Points.Draw(200, seed: 2);

Console.WriteLine(Classifier.Summary);
var net = new Classifier(seed: 42);
net.Fit(Classifier.Data(x, t), new Adam(0.01), epochs: 40, batchSize: 32, validation: Classifier.Data(newX, newT), report: epoch =>
{
    if (epoch.Epoch % 10 == 0) Console.WriteLine(epoch);
});

net.Save("classifier.safetensors");
Classifier loaded = Classifier.Load("classifier.safetensors");
Console.WriteLine(
    $"(0.1, 0.2) is inside with probability {loaded.Predict([0.1f, 0.2f]):F3}, (0.9, -0.8) with {loaded.Predict([0.9f, -0.8f]):F3}");
