using NetGen.Numerics;

/// <summary>
/// A pole hinged on a cart that is pushed left or right fifty times a second: A. Barto, R. Sutton and C. Anderson, "Neuronlike adaptive
/// elements that can solve difficult learning control problems" (1983), with the constants and limits of Gymnasium's CartPole-v1. Every
/// push is worth 1, until the pole leans more than 12°, the cart leaves the track, or 500 pushes are done. The sine and cosine are
/// NetGen's: the same bits on every machine.
/// </summary>
internal sealed class CartPole(ulong seed)
{
    public const int StepLimit = 500;

    private const float Gravity = 9.8f, CartMass = 1, PoleMass = 0.1f, Mass = CartMass + PoleMass, HalfLength = 0.5f, Force = 10,
        Second = 0.02f;
    private const float TrackEnd = 2.4f, MaxLean = 12 * 2 * 3.14159265f / 360;

    private readonly Draws draws = new(seed);
    private float x, speed, angle, turning;

    /// <summary>Pushes since the last <see cref="Reset"/>.</summary>
    public int Steps { get; private set; }

    public bool Fallen => x < -TrackEnd || x > TrackEnd || angle < -MaxLean || angle > MaxLean;

    public bool Done => Fallen || Steps == StepLimit;

    /// <summary>Place and speed of the cart (m, m/s), angle and angular speed of the pole (rad, rad/s).</summary>
    public void Observe(Span<float> state) => (state[0], state[1], state[2], state[3]) = (x, speed, angle, turning);

    /// <summary>A new episode: all four within ±0.05.</summary>
    public void Reset()
    {
        (x, speed, angle, turning) = (Start(), Start(), Start(), Start());
        Steps = 0;

        float Start() => 0.1f * draws.Next() - 0.05f;
    }

    /// <summary>One push: the equations of motion, and a step of Euler's method.</summary>
    public void Push(bool right)
    {
        float sine = VectorMath.Sin(angle), cosine = VectorMath.Cos(angle);
        float push = ((right ? Force : -Force) + PoleMass * HalfLength * turning * turning * sine) / Mass;
        float turn = (Gravity * sine - cosine * push) / (HalfLength * (4f / 3 - PoleMass * cosine * cosine / Mass));
        float pull = push - PoleMass * HalfLength * turn * cosine / Mass;
        x += Second * speed;
        speed += Second * pull;
        angle += Second * turning;
        turning += Second * turn;
        Steps++;
    }
}
