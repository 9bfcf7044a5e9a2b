using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using NetGen;
using Serving;

// A network behind HTTP:
//   dotnet run -c Release --project samples/Serving -- --urls http://127.0.0.1:5080
//   curl -d '[0.9,0.4,0.1,0,0,0,0,0,0,0]' -H 'Content-Type: application/json' http://127.0.0.1:5080/predict
// --Weights FILE serves the parameters of a file; without, a network is trained at the start.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, Json.Default));
builder.Services.AddProblemDetails();

// One network for all requests: Predict may be called from many threads at once. What it needs for some requests at the same time is there
// before the first request.
Classifier network = builder.Configuration["Weights"] is { } file ? Classifier.Load(file) : Example.Trained();
network.Reserve(threads: 4 * Environment.ProcessorCount, samples: Example.MaxSamples);
builder.Services.AddSingleton(network);
builder.Services.AddSingleton<Meter>();

WebApplication app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();

app.MapGet("/",
    () => new About(Classifier.Info.Name, Classifier.InputLength, Classifier.OutputLength, Classifier.ParameterCount,
        Classifier.Isa.ToString()));
app.MapGet("/meter", (Meter meter) => meter.Read());

// One sample or many: the numbers of all samples, one after the other.
app.MapPost("/predict", ([FromBody] float[] x, Classifier network, Meter meter) =>
{
    if (x.Length == 0 || x.Length % Classifier.InputLength != 0)
        return Results.Problem(statusCode: 400, title: "Not a whole number of samples",
            detail: $"The request has {x.Length} numbers; a sample of {Classifier.Info.Name} has {Classifier.InputLength}, so it takes "
                + $"{Classifier.InputLength}, {2 * Classifier.InputLength}, … of them.");
    if (x.Length > Example.MaxSamples * Classifier.InputLength)
        return Results.Problem(statusCode: 400, title: "Too many samples",
            detail: $"The request has {x.Length / Classifier.InputLength} samples; at most {Example.MaxSamples} go into one.");

    var y = new float[x.Length / Classifier.InputLength * Classifier.OutputLength];
    meter.Start(out long allocated);
    network.Predict(x, y);
    meter.Stop(allocated, y.Length);
    return Results.Ok(y);
});

app.Run();

namespace Serving
{
    /// <summary>Says how likely it is that ten numbers follow a rule: x₀ + x₁ > x₂².</summary>
    [Network]
    [Input(10)]
    [Dense(64, Activation.ReLU)]
    [Dense(64, Activation.ReLU)]
    [Dense(1, Activation.Sigmoid)]
    [BinaryCrossEntropy]
    internal sealed partial class Classifier;

    /// <summary>What is served.</summary>
    internal sealed record About(string Name, int InputLength, int OutputLength, int ParameterCount, string Isa);

    /// <summary>What the network did so far.</summary>
    internal sealed record Work(long Calls, long Samples, long AllocatedBytes);

    /// <summary>Counts predictions, and the bytes that were allocated on the calling thread while they ran.</summary>
    internal sealed class Meter
    {
        private long calls, samples, bytes;

        public void Start(out long allocated) => allocated = GC.GetAllocatedBytesForCurrentThread();

        public void Stop(long allocated, int predicted)
        {
            Interlocked.Add(ref bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
            Interlocked.Increment(ref calls);
            Interlocked.Add(ref samples, predicted);
        }

        public Work Read() => new(Interlocked.Read(ref calls), Interlocked.Read(ref samples), Interlocked.Read(ref bytes));
    }

    /// <summary>A network to show, where no file is given.</summary>
    internal static class Example
    {
        public const int MaxSamples = 256;

        public static Classifier Trained()
        {
            var random = new Random(1);
            float[] x = new float[1000 * Classifier.InputLength], t = new float[1000];
            for (int i = 0; i < x.Length; i++) x[i] = random.NextSingle() * 2 - 1;
            for (int i = 0; i < t.Length; i++)
            {
                ReadOnlySpan<float> sample = x.AsSpan(i * Classifier.InputLength, Classifier.InputLength);
                t[i] = sample[0] + sample[1] > sample[2] * sample[2] ? 1 : 0;
            }
            var network = new Classifier(seed: 42);
            network.Fit(Classifier.Data(x, t), new Adam(1e-3), epochs: 40);
            return network;
        }
    }

    /// <summary>Readers and writers of JSON, made by the compiler.</summary>
    [JsonSerializable(typeof(float[]))]
    [JsonSerializable(typeof(About))]
    [JsonSerializable(typeof(Work))]
    internal sealed partial class Json : JsonSerializerContext;
}
