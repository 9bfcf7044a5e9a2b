using NetGen.Runtime;

namespace NetGen;

/// <summary>The random numbers of one stream, one after the other.</summary>
internal struct RandomSequence(ulong seed, int stream)
{
    private uint _quad;
    private ulong _row;
    private int _left;
    private (uint W0, uint W1, uint W2, uint W3) _words;
    private float _sine;
    private bool _hasSine;

    /// <summary>Uniform in [0, 1), a multiple of 2⁻²⁴.</summary>
    public float Uniform() => Philox.Uniform(Next());

    /// <summary>Standard normal, by Box and Muller, within ±5.77.</summary>
    public float Normal()
    {
        if (_hasSine)
        {
            _hasSine = false;
            return _sine;
        }

        uint first = Next();
        (float cosine, _sine) = Philox.Normals(first, Next());
        _hasSine = true;
        return cosine;
    }

    private uint Next()
    {
        if (_left == 0)
        {
            _words = Philox.Words(seed, stream, 0, _row, _quad++);
            _row += _quad == 0 ? 1u : 0u;
            _left = 4;
        }

        return _left-- switch { 4 => _words.W0, 3 => _words.W1, 2 => _words.W2, _ => _words.W3 };
    }
}
