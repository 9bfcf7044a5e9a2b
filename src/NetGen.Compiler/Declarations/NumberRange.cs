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

    /// <summary>Whether what follows from the number is a float: its inverse, or multiples.</summary>
    private Func<double, bool> hasRoom = _ => true;

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

    /// <summary>2¹²⁵: six times as much is a float, and its inverse is one of full precision.</summary>
    private const double Large = 42535295865117307932921825928971026432d;

    /// <summary>Those of the numbers that can be divided by.</summary>
    public NumberRange WithInverse => this with
    {
        hasRoom = value => Math.Abs(value) is >= 1 / Large and <= Large,
        Room = "from 2.4e-38 to 4.2e37, so that its inverse is a float, too",
    };

    /// <summary>Those of the numbers that can be doubled, or multiplied by a normal random number.</summary>
    public NumberRange WithMultiples => this with
    {
        hasRoom = value => Math.Abs(value) <= Large,
        Room = "at most 4.2e37 in magnitude, so that a few times as much is a float, too",
    };

    /// <summary>
    /// Those of the numbers that can be divided among up to 2²⁴ values, so that each has a float of full precision, or nothing.
    /// </summary>
    public NumberRange WithParts => this with
    {
        hasRoom = value => value == 0 || Math.Abs(value) >= 16777216 / (2 * Large),
        Room = "0 or at least 2e-31, so that its part for each class is a float, too",
    };

    /// <summary>
    /// What the number must be besides <see cref="Must"/>, so that what follows from it is a float; null where nothing follows.
    /// </summary>
    public string? Room { get; private init; }

    /// <summary>What the number must be, to be behind "it must be".</summary>
    public string Must { get; private init; }

    /// <summary>The same numbers in other words.</summary>
    public NumberRange Saying(string must) => this with { Must = must };

    public bool Contains(double value)
    {
        float single = (float)value;
        return !float.IsNaN(single) && !float.IsInfinity(single) && holds(value) && holds(single) && hasRoom(value);
    }

    /// <summary>What it must be, and that a float must hold it, or what follows from it, where that is what a value fails.</summary>
    public string MustFor(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || !holds(value)) return Must;
        float single = (float)value;
        if (Room is not null && !float.IsInfinity(single) && holds(single)) return Room;
        return float.IsInfinity(single) ? Must + ", at most 3.4e38 in magnitude as a float is"
            : $"{Must}, in single precision too, where it is {single.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
