namespace NetGen.Testing;

/// <summary>
/// How far single precision may be from a reference: |a − b| ≤ Relative·|b| + Absolute. One place for all numbers, a reason for each that
/// is not the rule. Where bits are to be equal there is no tolerance.
/// </summary>
internal readonly record struct Tolerance(double Relative, double Absolute)
{
    /// <summary>The rule, for outputs, losses and gradients, against PyTorch and against double precision.</summary>
    public static readonly Tolerance Rule = new(1e-5, 1e-6);

    /// <summary>
    /// Six or seven products in a row: each rounds sums of up to 65 terms (of 128, half of which dropout leaves), some of which nearly
    /// cancel, and the error of one is carried by all that follow. An error of 65 roundings (65·2⁻²⁴ = 4e-6) of the terms' size a layer,
    /// growing with the root of the layers, is 1e-5 of terms, not of the sum.
    /// </summary>
    public static readonly Tolerance LongChains = new(1e-5, 1e-5);

    /// <summary>
    /// Normalizations by a batch of as few as five samples, three in a row: each multiplies the error that reaches it by 1/σ, and its
    /// gradient is what remains of dy when two means are taken off, so that the error goes by the terms, of size 1, and not by what is
    /// left.
    /// </summary>
    public static readonly Tolerance BatchStatistics = new(1e-5, 1e-5);

    /// <summary>
    /// Gradients of parameters where the product of two such normalizations is normalized again: sums over the batch of gradients as far
    /// off as
    /// <see cref="BatchStatistics"/> allows one to be, independently, so that the error of 33 of them is √33 ≈ 6 of one's.
    /// </summary>
    public static readonly Tolerance SumsOverBatchStatistics = new(1e-5, 6e-5);

    /// <summary>
    /// Twenty steps of Adam. A step divides by the root of the squared gradient: where a gradient is as small as its own rounding error,
    /// the step's size is lr whatever the gradient's, and its error up to lr·(error ÷ gradient). lr is 1e-3.
    /// </summary>
    public static readonly Tolerance AfterAdam = new(1e-5, 2e-5);

    /// <summary>
    /// Twenty steps of an optimizer, parameters up to 1 and steps up to 0.1, against the rule in double: each rounds a parameter by up to
    /// 2⁻²⁵ and the moments by as much of their size;
    /// 20 · 2⁻²⁵ is 6e-7, and a quotient of two moments carries five such errors.
    /// </summary>
    public static readonly Tolerance TwentySteps = new(0, 3e-6);

    /// <summary>Five steps of an optimizer on parameters up to 1, against Keras's values computed again in double: as above.</summary>
    public static readonly Tolerance FiveSteps = new(0, 1e-6);

    /// <summary>
    /// Sums of two gradients: each entry is a sum of up to 70 · 65 rounded terms, so its error goes by the largest of them, not by what is
    /// left when they cancel. 2⁻²⁴ · √(70 · 65) is 4e-6; three times that for the two gradients and their sum.
    /// </summary>
    public const double OfTheLargest = 1.2e-5;

    // Of tests of the compiler, relative to 1 + |expected|.

    /// <summary>
    /// Random networks of several layers in single precision against double: as <see cref="LongChains"/>, for terms and sum together.
    /// </summary>
    public const double Interpreted = 2e-5;

    /// <summary>One operation in single precision against double: some hundred roundings of 2⁻²⁴ at worst, 6e-6 and a little.</summary>
    public const double OneOperation = 1e-5;

    /// <summary>The same kernels in double precision against the reference: thousands of roundings of 2⁻⁵³, in another order.</summary>
    public const double InDouble = 1e-12;

    /// <summary>A formula written in two ways in double precision: a few dozen roundings of 2⁻⁵³.</summary>
    public const double TwoFormulas = 1e-13;

    /// <summary>A formula against a number worked out by hand: a few roundings of 2⁻⁵³.</summary>
    public const double ByHand = 1e-14;

    /// <summary>
    /// Central differences in double precision with steps of 1e-5 to 1e-6: the third derivative's part, 1e-10, and the rounding of the
    /// values over the step, 1e-16 ÷ 1e-6, with a margin for sums of thousands.
    /// </summary>
    public const double Differences = 1e-6;

    /// <summary>The same of one loss alone, whose sums are short.</summary>
    public const double DifferencesOfALoss = 1e-7;

    /// <summary>Values another library printed with seven digits.</summary>
    public const double SevenDigits = 1e-6;

    public bool Allows(double expected, double actual)
    {
        if (double.IsNaN(expected)) return double.IsNaN(actual);
        if (double.IsInfinity(expected) || Math.Abs(expected) > float.MaxValue) return actual == (float)expected;
        return Math.Abs(actual - expected) <= Relative * Math.Abs(expected) + Absolute;
    }
}
