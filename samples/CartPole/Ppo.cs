using NetGen;
using NetGen.Numerics;

/// <summary>
/// Proximal policy optimization (J. Schulman and others, 2017) with generalized advantage estimation (the same, 2015): play a little, then
/// take some gradient steps toward what went better than expected, none of them far from the policy that played.
/// </summary>
internal sealed class Ppo
{
    private const int Environments = 8, Horizon = 32, Batch = Environments * Horizon, Epochs = 20;
    private const float Discount = 0.98f, Smoothing = 0.8f;

    private readonly ActorCritic network;
    private readonly Tape<ActorCritic> tape;
    private readonly Adam adam = new() { ClipNorm = 0.5 };
    private readonly Draws draws = new(seed: 1);
    private readonly CartPole[] games = [.. Enumerable.Range(0, Environments).Select(i => new CartPole(seed: 100 + (ulong)i))];

    // Of every push, step by step and in each step game by game: what was seen, done and expected, and how it turned out. The values go one
    // step further.
    private readonly float[] states = new float[(Batch + Environments) * 4], values = new float[Batch + Environments],
        chances = new float[Batch];
    private readonly float[] rewards = new float[Batch], advantages = new float[Batch], returns = new float[Batch];
    private readonly bool[] right = new bool[Batch], ended = new bool[Batch];
    private readonly float[] logits = new float[Environments * 2], policyGradient = new float[Batch * 2], valueGradient = new float[Batch];

    public Ppo(ActorCritic network)
    {
        this.network = network;
        tape = network.CreateTape(Batch);
        foreach (CartPole game in games) game.Reset();
    }

    /// <summary>Plays and learns.</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="clip">How far the chance of an action may go from what it was, as a share.</param>
    public void Update(double rate, float clip)
    {
        for (int step = 0; step < Horizon; step++) Play(step);
        Predict(Horizon);
        Judge();
        adam.LearningRate = rate;
        for (int epoch = 0; epoch < Epochs; epoch++) Learn(clip);
    }

    /// <summary>softmax of two logits: the chance of the second.</summary>
    private static float ChanceOfRight(ReadOnlySpan<float> logits) => VectorMath.Sigmoid(logits[1] - logits[0]);

    private void Predict(int step)
    {
        Span<float> seen = states.AsSpan(step * Environments * 4, Environments * 4);
        for (int i = 0; i < Environments; i++) games[i].Observe(seen[(4 * i)..]);
        network.Predict(seen, logits, values.AsSpan(step * Environments, Environments));
    }

    private void Play(int step)
    {
        Predict(step);
        for (int i = 0; i < Environments; i++)
        {
            int at = step * Environments + i;
            float chance = ChanceOfRight(logits.AsSpan(2 * i, 2));
            right[at] = draws.Next() < chance;
            chances[at] = right[at] ? chance : 1 - chance;
            games[i].Push(right[at]);
            rewards[at] = 1;
            ended[at] = games[i].Done;
            if (!games[i].Done) continue;
            if (!games[i].Fallen) rewards[at] += Discount * Worth(games[i]);    // cut short at the limit: it would have gone on
            games[i].Reset();
        }
    }

    private float Worth(CartPole game)
    {
        Span<float> state = stackalloc float[4], policy = stackalloc float[2], value = stackalloc float[1];
        game.Observe(state);
        network.Predict(state, policy, value);
        return value[0];
    }

    /// <summary>
    /// Backwards in time: δₜ = rₜ + γ·V(sₜ₊₁) − V(sₜ), the advantage Aₜ = δₜ + γλ·Aₜ₊₁, the return Aₜ + V(sₜ). Then advantages are brought
    /// to mean 0 and deviation 1.
    /// </summary>
    private void Judge()
    {
        for (int at = Batch - 1; at >= 0; at--)
        {
            int next = at + Environments;
            float goesOn = ended[at] ? 0 : Discount;
            float surprise = rewards[at] + goesOn * values[next] - values[at];
            advantages[at] = surprise + (next < Batch ? goesOn * Smoothing * advantages[next] : 0);
            returns[at] = advantages[at] + values[at];
        }
        float mean = 0, variance = 0;
        foreach (float a in advantages) mean += a / Batch;
        foreach (float a in advantages) variance += (a - mean) * (a - mean) / Batch;
        foreach (ref float a in advantages.AsSpan()) a = (a - mean) / (MathF.Sqrt(variance) + 1e-8f);
    }

    /// <summary>
    /// One step down the mean of −min(q·A, clamp(q, 1 ± clip)·A) + ½(V − return)², q being the chance of the action taken over what it was
    /// while playing. The derivative of q with respect to logit j is q·([j = action] − πⱼ).
    /// </summary>
    private void Learn(float clip)
    {
        ActorCritic.Outputs y = network.Forward(tape, states.AsSpan(0, Batch * 4));
        for (int at = 0; at < Batch; at++)
        {
            float chance = ChanceOfRight(y.Policy.Slice(2 * at, 2)), taken = right[at] ? chance : 1 - chance;
            float q = taken / chances[at], a = advantages[at];
            bool farEnough = a > 0 ? q > 1 + clip : q < 1 - clip;
            // to the logit of the action taken; the other's is its opposite
            float slope = farEnough ? 0 : -a * q * (1 - taken) / Batch;
            policyGradient[2 * at] = right[at] ? -slope : slope;
            policyGradient[2 * at + 1] = right[at] ? slope : -slope;
            valueGradient[at] = (y.Value[at] - returns[at]) / Batch;
        }
        network.Backward(tape, policyGradient, valueGradient);
        adam.Step(network, tape);
    }
}
