using NetGen.Runtime;

namespace NetGen;

/// <summary>The random numbers of one stream, one after the other.</summary>
internal struct RandomSequence(ulong seed, int stream)
{
    private uint quad;
    private ulong row;
    private int left;
    private (uint W0, uint W1, uint W2, uint W3) words;
    private float sine;
    private bool hasSine;

    /// <summary>Uniform in [0, 1), a multiple of 2⁻²⁴.</summary>
    public float Uniform() => Philox.Uniform(Next());

    /// <summary>Standard normal, by Box and Muller, within ±5.77.</summary>
    public float Normal()
    {
        if (hasSine)
        {
            hasSine = false;
            return sine;
        }

        uint first = Next();
        (float cosine, sine) = Philox.Normals(first, Next());
        hasSine = true;
        return cosine;
    }

    private uint Next()
    {
        if (left == 0)
        {
            words = Philox.Words(seed, stream, 0, row, quad++);
            row += quad == 0 ? 1u : 0u;
            left = 4;
        }

        return left-- switch { 4 => words.W0, 3 => words.W1, 2 => words.W2, _ => words.W3 };
    }
}
