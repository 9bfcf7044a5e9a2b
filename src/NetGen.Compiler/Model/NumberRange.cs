namespace NetGen;

/// <summary>
/// The numbers an argument may be. Compiler and library compile this one file: the compiler checks the arguments of attributes by it, the
/// library those of optimizers, and messages and
/// documentation print <see cref="Must"/>. A number is computed with in single precision, so both it and the nearest float must be in the
/// range: 1e39 is no float, and 1e-60 is
/// zero as one.
/// </summary>
sealed partial record NumberRange
{
    private readonly Func<double, bool> holds;

    private NumberRange(string must, Func<double, bool> holds)
    {
        Must = must;
        this.holds = holds;
    }

    public static NumberRange Finite { get; } = new("a finite number", _ => true);

    public static NumberRange NotNegative { get; } = new("a number that is not negative", value => value >= 0);

    public static NumberRange Positive { get; } = new("a positive number", value => value > 0);

    /// <summary>From 0 to 1.</summary>
    public static NumberRange Share { get; } = new("between 0 and 1", value => value is >= 0 and <= 1);

    /// <summary>From 0 to below 1.</summary>
    public static NumberRange Fraction { get; } = new("at least 0 and below 1", value => value is >= 0 and < 1);

    /// <summary>2¹²⁵: eight times as much is no float, and its inverse is one of full precision.</summary>
    private const double Large = 42535295865117307932921825928971026432d;

    /// <summary>What is divided by, or by what follows from it.</summary>
    public static NumberRange Invertible { get; } = new(
        "a positive number from 2.4e-38 to 4.2e37, so that its inverse is a float, too", value => value is >= 1 / Large and <= Large);

    /// <summary>What a few times as much is made of: twice the number, or the number times a normal random number.</summary>
    public static NumberRange Multipliable { get; } = new(
        "a number of at most 4.2e37 in magnitude, so that a few times as much is a float, too", value => value is >= -Large and <= Large);

    /// <summary>The same, and not negative.</summary>
    public static NumberRange NotNegativeMultipliable { get; } = new(
        "a number that is not negative, at most 4.2e37, so that a few times as much is a float, too", value => value is >= 0 and <= Large);

    /// <summary>From 0 to 1, to be divided among up to 2²⁴ values: nothing, or so much that each has a float of full precision.</summary>
    public static NumberRange DividedShare { get; } = new(
        "a share, from 0 to 1: 0, or at least 2e-31, so that its part for each of many classes is a float, too", value => value is 0 or >= 16777216 / (4 * Large) and <= 1);

    /// <summary>What the number must be, to stand behind "it must be".</summary>
    public string Must { get; private init; }

    /// <summary>The same numbers, said in other words.</summary>
    public NumberRange Saying(string must) => this with { Must = must };

    public bool Contains(double value)
    {
        float single = (float)value;
        return !float.IsNaN(single) && !float.IsInfinity(single) && holds(value) && holds(single);
    }

    /// <summary>What it must be, and that a float must hold it where that is what a value fails.</summary>
    public string MustFor(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || !holds(value)) return Must;
        float single = (float)value;
        return float.IsInfinity(single) ? Must + ", at most 3.4e38 in magnitude as a float is"
            : $"{Must}, in single precision too, where it is {single.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
