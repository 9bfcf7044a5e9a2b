using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

public class SpecialValueTests
{
    private const float Inf = float.PositiveInfinity, NaN = float.NaN, Tiny = float.Epsilon, NegativeZero = -0f;

    public static TheoryData<string, float, float> Exact => new()
    {
        { "Exp", 0, 1 }, { "Exp", NegativeZero, 1 }, { "Exp", -Inf, 0 }, { "Exp", Inf, Inf }, { "Exp", NaN, NaN }, { "Exp", Tiny, 1 },
        { "Exp", 88.72283f, 3.4027985e38f }, { "Exp", 88.72284f, Inf }, { "Exp", -104f, 0 }, { "Exp", -103.27893f, Tiny },
        { "Expm1", 0, 0 }, { "Expm1", NegativeZero, NegativeZero }, { "Expm1", -Inf, -1 }, { "Expm1", Inf, Inf }, { "Expm1", NaN, NaN },
        { "Expm1", Tiny, Tiny }, { "Expm1", -Tiny, -Tiny }, { "Expm1", 88.722844f, Inf }, { "Expm1", -100f, -1 }, { "Expm1", 1e-20f, 1e-20f },
        { "Log", 0, -Inf }, { "Log", NegativeZero, -Inf }, { "Log", 1, 0 }, { "Log", Inf, Inf }, { "Log", -1, NaN }, { "Log", -Inf, NaN }, { "Log", NaN, NaN },
        { "Log", Tiny, -103.27893f }, { "Log", -Tiny, NaN }, { "Log", float.MaxValue, 88.72284f },
        { "Log1p", 0, 0 }, { "Log1p", NegativeZero, NegativeZero }, { "Log1p", -1, -Inf }, { "Log1p", Inf, Inf }, { "Log1p", -1.0000001f, NaN },
        { "Log1p", -Inf, NaN }, { "Log1p", NaN, NaN }, { "Log1p", Tiny, Tiny }, { "Log1p", -Tiny, -Tiny }, { "Log1p", float.MaxValue, 88.72284f },
        { "Tanh", 0, 0 }, { "Tanh", NegativeZero, NegativeZero }, { "Tanh", Inf, 1 }, { "Tanh", -Inf, -1 }, { "Tanh", NaN, NaN }, { "Tanh", Tiny, Tiny }, { "Tanh", -Tiny, -Tiny },
        { "Sigmoid", 0, 0.5f }, { "Sigmoid", NegativeZero, 0.5f }, { "Sigmoid", Inf, 1 }, { "Sigmoid", -Inf, 0 }, { "Sigmoid", NaN, NaN }, { "Sigmoid", -103.27893f, Tiny },
        { "Erf", 0, 0 }, { "Erf", NegativeZero, NegativeZero }, { "Erf", Inf, 1 }, { "Erf", -Inf, -1 }, { "Erf", NaN, NaN }, { "Erf", Tiny, Tiny },
        { "NormalCdf", 0, 0.5f }, { "NormalCdf", NegativeZero, 0.5f }, { "NormalCdf", Inf, 1 }, { "NormalCdf", -Inf, 0 }, { "NormalCdf", NaN, NaN }, { "NormalCdf", float.MinValue, 0 },
        { "NormalPdf", 0, 0.3989423f }, { "NormalPdf", Inf, 0 }, { "NormalPdf", -Inf, 0 }, { "NormalPdf", NaN, NaN }, { "NormalPdf", float.MaxValue, 0 },
        { "Sin", 0, 0 }, { "Sin", NegativeZero, NegativeZero }, { "Sin", Inf, NaN }, { "Sin", -Inf, NaN }, { "Sin", NaN, NaN }, { "Sin", Tiny, Tiny },
        { "Cos", 0, 1 }, { "Cos", NegativeZero, 1 }, { "Cos", Inf, NaN }, { "Cos", -Inf, NaN }, { "Cos", NaN, NaN }, { "Cos", Tiny, 1 },
    };

    [Theory]
    [MemberData(nameof(Exact))]
    public void Special_values_are_exact_to_the_sign_of_zero(string name, float x, float expected)
    {
        float y = ElementaryFunction.Of(name).One(x);
        Assert.True(
            BitConverter.SingleToInt32Bits(y) == BitConverter.SingleToInt32Bits(expected) || (float.IsNaN(y) && float.IsNaN(expected)),
            $"{name}({x:R}) is {y:R}, not {expected:R}.");
    }

    [Theory]
    [InlineData("Tanh"), InlineData("Erf"), InlineData("Sin")]
    public void Odd_functions_are_odd_to_the_bit(string name)
    {
        Func<float, float> f = ElementaryFunction.Of(name).One;
        for (int place = 0; place < Sweep.Last; place += 7919)
        {
            float x = Sweep.At(place);
            Assert.Equal(BitConverter.SingleToInt32Bits(f(x)) ^ int.MinValue, BitConverter.SingleToInt32Bits(f(-x)));
        }
    }

    /// <summary>The references for erf, Φ and φ are NetGen's own in double; these values were computed with 40 digits.</summary>
    [Theory]
    [MemberData(nameof(NormalValues))]
    public void References_in_double_are_right(double x, double cdf, double erf)
    {
        Assert.Equal(1, VectorMath.NormalCdf(x) / cdf, 13);
        Assert.Equal(1, VectorMath.Erf(x) / erf, 14);
    }

    public static TheoryData<double, double, double> NormalValues => new()
    {
        { -14, 7.79353681919280025436e-45, -1.00000000000000000000e+0 },
        { -10, 7.61985302416052606597e-24, -1.00000000000000000000e+0 },
        { -7, 1.27981254388583500438e-12, -1.00000000000000000000e+0 },
        { -5, 2.86651571879193911674e-7, -9.99999999998462540206e-1 },
        { -4, 3.16712418331199212538e-5, -9.99999984582742099720e-1 },
        { -3.5, 2.32629079035525036350e-4, -9.99999256901627658587e-1 },
        { -3, 1.34989803163009452665e-3, -9.99977909503001414559e-1 },
        { -2.5, 6.20966532577613516698e-3, -9.99593047982555041060e-1 },
        { -2, 2.27501319481792072003e-2, -9.95322265018952734162e-1 },
        { -1, 1.58655253931457051415e-1, -8.42700792949714869341e-1 },
        { -0.5, 3.08537538725986896362e-1, -5.20499877813046537683e-1 },
        { -0.0009765625, 4.99610407991219458993e-1, -1.10193243007181470417e-3 },
        { 0.0009765625, 5.00389592008780541007e-1, 1.10193243007181470417e-3 },
        { 0.25, 5.98706325682923724241e-1, 2.76326390168236932985e-1 },
        { 0.5, 6.91462461274013103638e-1, 5.20499877813046537683e-1 },
        { 0.75, 7.73372647623131800673e-1, 7.11155633653515131599e-1 },
        { 1, 8.41344746068542948585e-1, 8.42700792949714869341e-1 },
        { 1.5, 9.33192798731141933996e-1, 9.66105146475310727067e-1 },
        { 2, 9.77249868051820792800e-1, 9.95322265018952734162e-1 },
        { 3, 9.98650101968369905473e-1, 9.99977909503001414559e-1 },
        { 3.0625, 9.98902517622562135380e-1, 9.99985158589207102804e-1 },
        { 4, 9.99968328758166880079e-1, 9.99999984582742099720e-1 },
        { 5, 9.99999713348428120806e-1, 9.99999999998462540206e-1 },
    };
}
