namespace NetGen;

/// <summary>The function a layer applies to its result, element by element (softmax: to all of a sample's values together).</summary>
public enum Activation
{
    /// <summary>y = z: none.</summary>
    Identity,

    /// <summary>y = max(0, z).</summary>
    ReLU,

    /// <summary>y = z for z &gt; 0, else 0.01·z (0.3·z under <see cref="Defaults.Keras"/>). Another slope: <see cref="LeakyReLUAttribute"/> as a layer of its own.</summary>
    LeakyReLU,

    /// <summary>y = 1 / (1 + e⁻ᶻ), between 0 and 1.</summary>
    Sigmoid,

    /// <summary>y = tanh(z), between −1 and 1.</summary>
    Tanh,

    /// <summary>y = z·Φ(z), where Φ is the distribution function of the standard normal distribution (the exact form, not the tanh approximation).</summary>
    GELU,

    /// <summary>y = z / (1 + e⁻ᶻ), also called swish.</summary>
    SiLU,

    /// <summary>yⱼ = e^zⱼ / Σᵢ e^zᵢ: probabilities that add up to 1.</summary>
    Softmax,
}
