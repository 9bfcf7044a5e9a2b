using System.Runtime.CompilerServices;

namespace NetGen;

// What hyperparameters may be, by the ranges that attributes' arguments have, too.
public abstract partial class Optimizer
{
    private protected static double NotNegative(double value, [CallerMemberName] string name = "") =>
        InRange(value, NumberRange.NotNegative, name);

    private protected static double Positive(double value, [CallerMemberName] string name = "") =>
        InRange(value, NumberRange.Positive, name);

    /// <summary>An ε: one that is zero as a float would make NaN of a parameter that never had a gradient.</summary>
    private protected static double SinglePositive(double value, [CallerMemberName] string name = "") =>
        InRange(value, NumberRange.Positive, name);

    private protected static double Fraction(double value, [CallerMemberName] string name = "") =>
        InRange(value, NumberRange.Fraction, name);

    private protected static double Share(double value, [CallerMemberName] string name = "") => InRange(value, NumberRange.Share, name);

    private static double InRange(double value, NumberRange range, string name) =>
        range.Contains(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range.MustFor(value)}.");
}
