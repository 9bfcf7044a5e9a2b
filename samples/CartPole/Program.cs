using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen;

// Learns to balance a pole, from nothing but how long it stood. Solved: 475 of 500 steps, on average of 100 episodes it has not seen.
// dotnet run -c Release --project samples/CartPole [-- --updates 390]
int updates = args is ["--updates", var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 390;

var network = new ActorCritic(seed: 1);
Console.WriteLine(ActorCritic.Summary);
var clock = Stopwatch.StartNew();
var ppo = new Ppo(network);
for (int update = 0; update < updates; update++)
{
    float left = 1 - (float)update / updates;                  // steps shrink to nothing
    ppo.Update(rate: 1e-3 * left, clip: 0.2f * left);
    if ((update + 1) % 30 == 0)
        Console.WriteLine($"after {update + 1,3} updates: {Evaluate(episodes: 10),5:F1} steps on average of 10 episodes");
}
double average = Evaluate(episodes: 100);
Console.WriteLine(
    $"{average:F2} steps of {CartPole.StepLimit} on average of 100 episodes: {(average >= 475 ? "solved" : "not solved")}, in "
    + $"{clock.Elapsed.TotalSeconds:F1} s on one thread");
Console.WriteLine($"parameters {Fingerprint()}");
return average >= 475 ? 0 : 1;

// How long it stands when the likelier action is always taken.
double Evaluate(int episodes)
{
    Span<float> state = stackalloc float[4], policy = stackalloc float[2], value = stackalloc float[1];
    int steps = 0;
    for (int episode = 0; episode < episodes; episode++)
    {
        var game = new CartPole(seed: 1_000 + (ulong)episode);
        for (game.Reset(); !game.Done; game.Push(right: policy[1] > policy[0]))
        {
            game.Observe(state);
            network.Predict(state, policy, value);
        }
        steps += game.Steps;
    }
    return (double)steps / episodes;
}

// SHA-256 of all parameters: two runs that print the same have learned the same bits.
string Fingerprint()
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (Parameter parameter in network.Parameters) hash.AppendData(MemoryMarshal.AsBytes<float>(parameter.ToArray()));
    return Convert.ToHexStringLower(hash.GetHashAndReset());
}
