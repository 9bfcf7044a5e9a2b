using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Elementary functions are exact at zeros, infinities, NaN and the limits of overflow, and their references agree with 60 digits.
/// </summary>
public class SpecialValueTests
{
    private const float Inf = float.PositiveInfinity, NaN = float.NaN, Tiny = float.Epsilon, NegativeZero = -0f;

    public static TheoryData<string, float, float> Points => new()
    {
        { "Exp", 0, 1 }, { "Exp", NegativeZero, 1 }, { "Exp", -Inf, 0 }, { "Exp", Inf, Inf }, { "Exp", NaN, NaN }, { "Exp", Tiny, 1 },
        { "Exp", 88.72283f, 3.4027985e38f }, { "Exp", 88.72284f, Inf }, { "Exp", -104f, 0 }, { "Exp", -103.27893f, Tiny },
        { "Expm1", 0, 0 }, { "Expm1", NegativeZero, NegativeZero }, { "Expm1", -Inf, -1 }, { "Expm1", Inf, Inf }, { "Expm1", NaN, NaN },
        { "Expm1", Tiny, Tiny }, { "Expm1", -Tiny, -Tiny }, { "Expm1", 88.722844f, Inf }, { "Expm1", -100f, -1 },
        { "Expm1", 1e-20f, 1e-20f },
        { "Log", 0, -Inf }, { "Log", NegativeZero, -Inf }, { "Log", 1, 0 }, { "Log", Inf, Inf }, { "Log", -1, NaN }, { "Log", -Inf, NaN },
        { "Log", NaN, NaN },
        { "Log", Tiny, -103.27893f }, { "Log", -Tiny, NaN }, { "Log", float.MaxValue, 88.72284f },
        { "Log1p", 0, 0 }, { "Log1p", NegativeZero, NegativeZero }, { "Log1p", -1, -Inf }, { "Log1p", Inf, Inf },
        { "Log1p", -1.0000001f, NaN },
        { "Log1p", -Inf, NaN }, { "Log1p", NaN, NaN }, { "Log1p", Tiny, Tiny }, { "Log1p", -Tiny, -Tiny },
        { "Log1p", float.MaxValue, 88.72284f },
        { "Tanh", 0, 0 }, { "Tanh", NegativeZero, NegativeZero }, { "Tanh", Inf, 1 }, { "Tanh", -Inf, -1 }, { "Tanh", NaN, NaN },
        { "Tanh", Tiny, Tiny }, { "Tanh", -Tiny, -Tiny },
        { "Sigmoid", 0, 0.5f }, { "Sigmoid", NegativeZero, 0.5f }, { "Sigmoid", Inf, 1 }, { "Sigmoid", -Inf, 0 }, { "Sigmoid", NaN, NaN },
        { "Sigmoid", -103.27893f, Tiny },
        { "Erf", 0, 0 }, { "Erf", NegativeZero, NegativeZero }, { "Erf", Inf, 1 }, { "Erf", -Inf, -1 }, { "Erf", NaN, NaN },
        { "Erf", Tiny, Tiny },
        { "NormalCdf", 0, 0.5f }, { "NormalCdf", NegativeZero, 0.5f }, { "NormalCdf", Inf, 1 }, { "NormalCdf", -Inf, 0 },
        { "NormalCdf", NaN, NaN }, { "NormalCdf", float.MinValue, 0 },
        { "NormalPdf", 0, 0.3989423f }, { "NormalPdf", Inf, 0 }, { "NormalPdf", -Inf, 0 }, { "NormalPdf", NaN, NaN },
        { "NormalPdf", float.MaxValue, 0 },
        { "Sin", 0, 0 }, { "Sin", NegativeZero, NegativeZero }, { "Sin", Inf, NaN }, { "Sin", -Inf, NaN }, { "Sin", NaN, NaN },
        { "Sin", Tiny, Tiny },
        { "Cos", 0, 1 }, { "Cos", NegativeZero, 1 }, { "Cos", Inf, NaN }, { "Cos", -Inf, NaN }, { "Cos", NaN, NaN }, { "Cos", Tiny, 1 },
    };

    [Theory]
    [MemberData(nameof(Points))]
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

    /// <summary>What the walks compare with, against values computed with 60 digits.</summary>
    [Theory]
    [MemberData(nameof(ExactValues))]
    public void References_in_double_are_right(string name, float x, double expected) =>
        Assert.InRange(ElementaryFunction.Of(name).Reference(x) / expected, 1 - Math.ScaleB(1, -46), 1 + Math.ScaleB(1, -46));

    /// <summary>The forms in double that gradient checks use, against those of the walks, which were made in another way.</summary>
    [Fact]
    public void Forms_in_double_agree_with_the_references()
    {
        for (int place = 0; place <= BitConverter.SingleToInt32Bits(14f); place += 40_009)
        {
            foreach (float x in (float[])[Sweep.At(place), Sweep.At(-place)])
            {
                Assert.Equal(1, VectorMath.NormalCdf((double)x) / Exact.NormalCdf(x), 12);
                Assert.True(x == 0 || Math.Abs(VectorMath.Erf((double)x) / Exact.Erf(x) - 1) < 1e-13, $"erf({x:R})");
            }
        }
    }

    public static TheoryData<string, float, double> ExactValues => new()
    {
        { "Exp", -103.5f, 1.1233656060805690838e-45 },
        { "Exp", -87.3000031f, 1.219243375110828813e-38 },
        { "Exp", -20.7000008f, 1.0235378168617352879e-9 },
        { "Exp", -1.89999998f, 0.14956862278862886248 },
        { "Exp", -0.300000012f, 0.74081821185047654133 },
        { "Exp", -0.00100000005f, 0.99900049978592501407 },
        { "Exp", 1.99999994e-09f, 1.0000000019999999454 },
        { "Exp", 0.109999999f, 1.1162780697935177131 },
        { "Exp", 0.699999988f, 2.0137526834646737059 },
        { "Exp", 3.29999995f, 27.112637627826548819 },
        { "Exp", 42.0999985f, 1.9221931508699600974e18 },
        { "Exp", 88.6999969f, 3.3259768301593061506e38 },
        { "Expm1", -40.2000008f, -0.99999999999999999652 },
        { "Expm1", -17.2000008f, -0.99999996610508259781 },
        { "Expm1", -2.9000001f, -0.94497678519101569813 },
        { "Expm1", -0.600000024f, -0.45118837699066245858 },
        { "Expm1", -0.0299999993f, -0.029554465800757383213 },
        { "Expm1", -9.99999975e-06f, -9.9999497475479440854e-6 },
        { "Expm1", 3.00000003e-09f, 3.0000000306765081553e-9 },
        { "Expm1", 9.99999975e-05f, 1.000049976402057159e-4 },
        { "Expm1", 0.200000003f, 0.22140276180023371574 },
        { "Expm1", 0.689999998f, 0.99371552848969408888 },
        { "Expm1", 5.0999999f, 163.02189165755445784 },
        { "Expm1", 88.0999985f, 1.8253375710125241076e38 },
        { "Log", 1.40129846e-45f, -103.2789299034318511 },
        { "Log", 1e-30f, -69.077552786650293675 },
        { "Log", 0.00100000005f, -6.9077552314846868747 },
        { "Log", 0.5f, -0.69314718055994530942 },
        { "Log", 0.699999988f, -0.35667496096863103118 },
        { "Log", 0.999899983f, -1.0002159592616077741e-4 },
        { "Log", 1.00010002f, 1.000115926070487645e-4 },
        { "Log", 1.41419995f, 0.34656396363790516501 },
        { "Log", 3.29999995f, 1.1939224540228235924 },
        { "Log", 100000f, 11.51292546497022842 },
        { "Log", 1.00000002e20f, 46.051701879921790822 },
        { "Log", 3.39999995e38f, 88.722008951320664614 },
        { "Log1p", -0.999989986f, -11.511568354035428501 },
        { "Log1p", -0.899999976f, -2.3025848545754950042 },
        { "Log1p", -0.5f, -0.69314718055994530942 },
        { "Log1p", -0.100000001f, -0.10536051731351087969 },
        { "Log1p", -9.99999975e-05f, -1.0000499780689320518e-4 },
        { "Log1p", -1.99999994e-09f, -1.9999999454361369627e-9 },
        { "Log1p", 3.00000003e-09f, 3.0000000216765080027e-9 },
        { "Log1p", 0.00100000005f, 9.9950038053353446977e-4 },
        { "Log1p", 0.439999998f, 0.36464311193222467396 },
        { "Log1p", 1.70000005f, 0.99325179067091872322 },
        { "Log1p", 10000f, 9.2104403669765160444 },
        { "Log1p", 1.00000002e30f, 69.077552804868836627 },
        { "Tanh", -19.5f, -0.9999999999999999769 },
        { "Tanh", -9.01000023f, -0.99999997014320223256 },
        { "Tanh", -2.20000005f, -0.97574313231670990734 },
        { "Tanh", -0.629999995f, -0.55805221227622990335 },
        { "Tanh", -0.0500000007f, -0.04995837570107848673 },
        { "Tanh", 1.99999994e-09f, 1.9999999434361370705e-9 },
        { "Tanh", 0.00100000005f, 9.9999971416420380791e-4 },
        { "Tanh", 0.310000002f, 0.30043709931663746594 },
        { "Tanh", 0.620000005f, 0.55112803185816328717 },
        { "Tanh", 1.10000002f, 0.8004990303246562836 },
        { "Tanh", 4.4000001f, 0.99969857934136325402 },
        { "Tanh", 9.5f, 0.99999998879440718771 },
        { "Sigmoid", -103.199997f, 1.5163895851425130256e-45 },
        { "Sigmoid", -88.8000031f, 2.7204996954839133638e-39 },
        { "Sigmoid", -30.2999992f, 6.9323028865114273759e-14 },
        { "Sigmoid", -5.5f, 4.0701377158961273252e-3 },
        { "Sigmoid", -1.10000002f, 0.24973988993763637763 },
        { "Sigmoid", -0.00999999978f, 0.49750002088900295962 },
        { "Sigmoid", 1.99999994e-09f, 0.50000000049999998586 },
        { "Sigmoid", 0.200000003f, 0.54983399805013477808 },
        { "Sigmoid", 0.899999976f, 0.71094949772549481067 },
        { "Sigmoid", 3.29999995f, 0.96442880909153196925 },
        { "Sigmoid", 17.5f, 0.99999997489000907307 },
        { "Sigmoid", 100f, 1.0 },
        { "Erf", -5.5f, -0.99999999999999264215 },
        { "Erf", -3.29999995f, -0.99999694228920042932 },
        { "Erf", -1.89999998f, -0.99279042850749091277 },
        { "Erf", -0.920000017f, -0.80676772962580798766 },
        { "Erf", -0.5f, -0.52049987781304653768 },
        { "Erf", -0.49000001f, -0.5116682696526280332 },
        { "Erf", 9.99999972e-10f, 1.128379135182770305e-9 },
        { "Erf", 0.00200000009f, 2.256755432373364029e-3 },
        { "Erf", 0.300000012f, 0.32862677175271542139 },
        { "Erf", 0.699999988f, 0.67780118559677990482 },
        { "Erf", 1.29999995f, 0.93400793501252134727 },
        { "Erf", 2.71000004f, 0.99987316210119527843 },
        { "Erf", 4.0999999f, 0.99999999329996695869 },
        { "NormalCdf", -14.1700001f, 7.0250180710688812216e-46 },
        { "NormalCdf", -12.7399998f, 1.7719793263371305433e-37 },
        { "NormalCdf", -9.30000019f, 7.0222716432164779746e-21 },
        { "NormalCdf", -5.55000019f, 1.4283464310529554319e-8 },
        { "NormalCdf", -3.00999999f, 1.3062384897836862794e-3 },
        { "NormalCdf", -2.99000001f, 1.394887191941855552e-3 },
        { "NormalCdf", -1.20000005f, 0.11506966096219587085 },
        { "NormalCdf", -0.50999999f, 0.30502573423816310408 },
        { "NormalCdf", -0.49000001f, 0.31206694604317284831 },
        { "NormalCdf", -0.00100000005f, 0.49960105776714020535 },
        { "NormalCdf", 9.99999972e-10f, 0.50000000039894226912 },
        { "NormalCdf", 0.300000012f, 0.61791142673544968161 },
        { "NormalCdf", 0.769999981f, 0.77935004800025434285 },
        { "NormalCdf", 2.20000005f, 0.98609655417806170478 },
        { "NormalCdf", 4.9000001f, 0.99999952081695600705 },
        { "NormalCdf", 8f, 0.9999999999999993779 },
        { "NormalPdf", -14.6000004f, 2.0596895510223692546e-47 },
        { "NormalPdf", -13.1999998f, 5.8233902612687477696e-39 },
        { "NormalPdf", -8.10000038f, 2.2588024236589373992e-15 },
        { "NormalPdf", -3.29999995f, 1.7225692101107091529e-3 },
        { "NormalPdf", -1f, 0.2419707245191433498 },
        { "NormalPdf", -0.200000003f, 0.39104269374237626768 },
        { "NormalPdf", 1.99999994e-09f, 0.39894228040143267714 },
        { "NormalPdf", 0.00999999978f, 0.3989223337869738065 },
        { "NormalPdf", 0.600000024f, 0.33322459812498339445 },
        { "NormalPdf", 2.29999995f, 0.028327040848299670899 },
        { "NormalPdf", 5.69999981f, 3.5139589151547940896e-8 },
        { "NormalPdf", 14f, 1.0966065593889713063e-43 },
        { "Sin", -16453087f, -0.70786611899640196031 },
        { "Sin", -3.14159274f, 8.7422780003724745258e-8 },
        { "Sin", -1.10000002f, -0.89120737087600936228 },
        { "Sin", -0.00999999978f, -9.9998331106604225523e-3 },
        { "Sin", 1.99999994e-09f, 1.9999999434361370718e-9 },
        { "Sin", 0.600000024f, 0.56464249307256965559 },
        { "Sin", 1.57079637f, 0.99999999999999904466 },
        { "Sin", 9.42000008f, 4.7778662970539662094e-3 },
        { "Sin", 131072.297f, -0.94309491265591151883 },
        { "Sin", 1e09f, 0.54584344944869956424 },
        { "Sin", 9.99999978e21f, -0.73408153529610152596 },
        { "Sin", 3.39999995e38f, -0.24408487440838298575 },
        { "Cos", -1.41000005e28f, -0.47770728180202200927 },
        { "Cos", -4.71238899f, 1.1924880454806034642e-8 },
        { "Cos", -1.10000002f, 0.45359610017753801178 },
        { "Cos", -0.00999999978f, 0.99995000041890041468 },
        { "Cos", 1.99999994e-09f, 0.999999999999999998 },
        { "Cos", 0.600000024f, 0.82533560144755244194 },
        { "Cos", 1.57079637f, -4.3711390001862414389e-8 },
        { "Cos", 9.42000008f, -0.99998858593168326014 },
        { "Cos", 131072.297f, 0.33252366189872657438 },
        { "Cos", 1e09f, 0.83788718136390233439 },
        { "Cos", 9.99999978e21f, 0.6790613370950509722 },
        { "Cos", 3.39999995e38f, 0.96975387294150256701 },
    };
}
