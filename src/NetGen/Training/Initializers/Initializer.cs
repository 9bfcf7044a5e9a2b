namespace NetGen;

/// <summary>
/// How a parameter starts. fan_in is the number of values a unit takes in, fan_out the number of units a value goes to; v is the
/// initializer's own value. U(a) is uniform on [−a, a), N(σ) normal with mean 0 and standard deviation σ, T(σ) a normal distribution cut
/// off at two of its standard deviations and scaled so that σ is its standard deviation after the cut (Keras divides by 0.87962566103423978
/// for that).
/// </summary>
public enum Initializer
{
    /// <summary>What the preset says for the layer: PyTorch's rule, or Keras's.</summary>
    Default,

    /// <summary>
    /// U(√(6 ÷ (fan_in + fan_out))): X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    /// 2010. PyTorch <c>xavier_uniform_</c>, Keras <c>glorot_uniform</c>.
    /// </summary>
    GlorotUniform,

    /// <summary>T(√(2 ÷ (fan_in + fan_out))). Keras <c>glorot_normal</c>; PyTorch's <c>xavier_normal_</c> does not cut off.</summary>
    GlorotNormal,

    /// <summary>
    /// U(√(6 ÷ fan_in)): K. He et al., "Delving deep into rectifiers", 2015. PyTorch <c>kaiming_uniform_(nonlinearity='relu')</c>, Keras
    /// <c>he_uniform</c>.
    /// </summary>
    HeUniform,

    /// <summary>T(√(2 ÷ fan_in)). Keras <c>he_normal</c>; PyTorch's <c>kaiming_normal_(nonlinearity='relu')</c> does not cut off.</summary>
    HeNormal,

    /// <summary>U(√(3 ÷ fan_in)): Y. LeCun et al., "Efficient backprop", 1998. Keras <c>lecun_uniform</c>.</summary>
    LeCunUniform,

    /// <summary>T(√(1 ÷ fan_in)). Keras <c>lecun_normal</c>.</summary>
    LeCunNormal,

    /// <summary>
    /// A normal distribution of standard deviation v, cut off at ±2v and not scaled again (its standard deviation is then 0.8796·v). Keras
    /// <c>TruncatedNormal(stddev=v)</c>; PyTorch <c>trunc_normal_(std=v, a=−2v, b=2v)</c>.
    /// </summary>
    TruncatedNormal,

    /// <summary>
    /// v times a random matrix with orthonormal rows or columns, whichever are fewer: A. Saxe et al., "Exact solutions to the nonlinear
    /// dynamics of learning in deep linear neural networks", 2014. PyTorch <c>orthogonal_(gain=v)</c>, Keras <c>Orthogonal(gain=v)</c>.
    /// </summary>
    Orthogonal,

    /// <summary>+0.</summary>
    Zeros,

    /// <summary>1.</summary>
    Ones,

    /// <summary>v.</summary>
    Constant,

    /// <summary>N(v). PyTorch <c>normal_(std=v)</c>, Keras <c>RandomNormal(stddev=v)</c> (whose default is 0.05).</summary>
    Normal,

    /// <summary>U(v). PyTorch <c>uniform_(−v, v)</c>, Keras <c>RandomUniform(−v, v)</c> (whose default is 0.05).</summary>
    Uniform,

    /// <summary>
    /// U(1 ÷ √fan_in), for weights and biases: what PyTorch's <c>Linear</c> and convolutions do, spelled there
    /// <c>kaiming_uniform_(a=√5)</c>, √(6 ÷ ((1 + 5)·fan_in)).
    /// </summary>
    PyTorchLinear,
}
