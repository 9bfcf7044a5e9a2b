namespace NetGen;

/// <summary>How parameters start.</summary>
public enum Initializer
{
    /// <summary>As the network's <see cref="Defaults"/> say.</summary>
    Default,

    /// <summary>U(−a, a), a = √(6 / (in + out)).</summary>
    GlorotUniform,

    /// <summary>Normal, deviation √(2 / (in + out)).</summary>
    GlorotNormal,

    /// <summary>U(−a, a), a = √(6 / in).</summary>
    HeUniform,

    /// <summary>Normal, deviation √(2 / in).</summary>
    HeNormal,

    /// <summary>U(−a, a), a = √(3 / in).</summary>
    LeCunUniform,

    /// <summary>Normal, deviation √(1 / in).</summary>
    LeCunNormal,

    /// <summary>Normal, redrawn outside two deviations.</summary>
    TruncatedNormal,

    /// <summary>Orthogonal rows or columns.</summary>
    Orthogonal,

    /// <summary>0.</summary>
    Zeros,

    /// <summary>1.</summary>
    Ones,

    /// <summary>The value given.</summary>
    Constant,

    /// <summary>Normal, the deviation given.</summary>
    Normal,

    /// <summary>Uniform, the bound given.</summary>
    Uniform,
}
