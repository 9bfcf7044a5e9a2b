using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetGen.Samples;

/// <summary>The sample Serving as a process on a port of its own, asked over the loopback interface.</summary>
public sealed class ServingTests(ServingTests.Server server) : IClassFixture<ServingTests.Server>
{
    private static readonly float[] inside = [0.9f, 0.4f, 0.1f, 0, 0, 0, 0, 0, 0, 0], outside = [-0.9f, -0.4f, 0.1f, 0, 0, 0, 0, 0, 0, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_sample_and_many_are_predicted_alike()
    {
        float[] one = await Predict(inside), other = await Predict(outside), both = await Predict([.. inside, .. outside]);
        Assert.True(one[0] > 0.9 && other[0] < 0.1, $"{one[0]} and {other[0]}");
        Assert.Equal([one[0], other[0]], both);
    }

    [Theory]
    [InlineData(0, "The request has 0 numbers; a sample of Classifier has 10, so it takes 10, 20, … of them.")]
    [InlineData(9, "The request has 9 numbers; a sample of Classifier has 10, so it takes 10, 20, … of them.")]
    [InlineData(11, "The request has 11 numbers; a sample of Classifier has 10, so it takes 10, 20, … of them.")]
    [InlineData(2570, "The request has 257 samples; at most 256 go into one.")]
    public async Task A_length_that_does_not_fit_is_a_problem_with_both_lengths(int length, string detail)
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/predict", new float[length], Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(400, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(detail, problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_is_no_list_of_numbers_is_a_problem_too()
    {
        using var content = new StringContent("{\"x\": 1}", System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync("/predict", content, Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Under_load_every_answer_is_right_and_the_network_allocates_nothing()
    {
        const int Clients = 4, Requests = 1500, WarmUp = 250;
        float expected = (await Predict(inside))[0];
        await Load(Clients, WarmUp, expected);
        Work before = await server.Client.GetFromJsonAsync<Work>("/meter", Token) ?? throw new InvalidDataException();
        var clock = Stopwatch.StartNew();
        double[] times = await Load(Clients, Requests, expected);
        clock.Stop();
        Work after = await server.Client.GetFromJsonAsync<Work>("/meter", Token) ?? throw new InvalidDataException();

        Assert.Equal(before.Calls + Clients * Requests, after.Calls);
        Assert.Equal(before.AllocatedBytes, after.AllocatedBytes);
        Array.Sort(times);
        double throughput = times.Length / clock.Elapsed.TotalSeconds, p99 = times[times.Length * 99 / 100];
        string line = string.Create(CultureInfo.InvariantCulture,
            $"samples/Serving: {times.Length} requests from {Clients} clients, {throughput:F0} requests/s, median "
            + $"{times[times.Length / 2]:F2} ms, p99 {p99:F2} ms, network allocated {after.AllocatedBytes - before.AllocatedBytes} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        string results = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;
        await File.WriteAllTextAsync(Path.Combine(results, "load of Serving.txt"), line + "\n", Token);
        // Generous: the machine may be busy with other tests. What takes longer hangs.
        Assert.True(throughput > 50, line);
        Assert.True(p99 < 2000, line);
    }

    private async Task<float[]> Predict(float[] x)
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/predict", x, Token);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<float[]>(Token))!;
    }

    /// <summary>Every client asks again as soon as it is answered.</summary>
    /// <returns>Milliseconds of each request.</returns>
    private async Task<double[]> Load(int clients, int requests, float expected)
    {
        var times = new double[clients * requests];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (int i = 0; i < requests; i++)
            {
                long start = Stopwatch.GetTimestamp();
                float[] y = await Predict(inside);
                times[client * requests + i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                Assert.Equal(expected, Assert.Single(y));
            }
        }));
        return times;
    }

    private sealed record Work(long Calls, long Samples, long AllocatedBytes);

    /// <summary>The process.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private Process? process;

        /// <summary>Asks it.</summary>
        public HttpClient Client { get; private set; } = new();

        /// <summary>Starts it on a port that is free, and waits until it says which.</summary>
        public async ValueTask InitializeAsync()
        {
            process = Process.Start(Sample.Start("Serving", ["--urls", "http://127.0.0.1:0"]))!;
            var output = new System.Text.StringBuilder();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                output.AppendLine(line);
                if (Regex.Match(line, @"Now listening on: (http://127\.0\.0\.1:\d+)") is not { Success: true } match) continue;
                Client.BaseAddress = new Uri(match.Groups[1].Value);
                // What it says from here on is not read, but must not fill the pipe.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }

            throw new InvalidOperationException(
                $"Serving has ended:\n{output}{await process.StandardError.ReadToEndAsync(CancellationToken.None)}");
        }

        /// <summary>Ends it.</summary>
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            if (process is null) return;
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
