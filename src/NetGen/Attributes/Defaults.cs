namespace NetGen;

/// <summary>
/// Whose defaults hold where a declaration leaves something unsaid, so that a network brought from elsewhere starts and trains as it did
/// there.
/// </summary>
public enum Defaults
{
    /// <summary>PyTorch's: weights and biases of a dense layer are drawn from U(−1/√in, 1/√in).</summary>
    PyTorch,

    /// <summary>Keras's: weights of a dense layer are drawn from U(−√(6/(in + out)), √(6/(in + out))) (Glorot), biases are 0.</summary>
    Keras,
}
