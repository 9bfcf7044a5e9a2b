using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>One function of <see cref="VectorMath"/> in all its forms, and what is promised of it.</summary>
/// <param name="MaxUlp">The largest error, in units of the last place of the exact result, that is let pass.</param>
/// <param name="Direction">1 rising, −1 falling, 0 neither, over all floats.</param>
public sealed record ElementaryFunction(
    string Name,
    Func<Vector512<float>, Vector512<float>> Sixteen,
    Func<Vector256<float>, Vector256<float>> Eight,
    Func<Vector128<float>, Vector128<float>> Four,
    Func<float, float> One,
    Func<double, double> Reference,
    double MaxUlp,
    int Direction)
{
    public static readonly ElementaryFunction[] All =
    [
        new("Exp", Avx512Ops.Exp, Avx2Ops.Exp, NeonOps.Exp, VectorMath.Exp, Exact.Exp, 2, 1),
        new("Expm1", Avx512Ops.Expm1, Avx2Ops.Expm1, NeonOps.Expm1, VectorMath.Expm1, Exact.Expm1, 2, 1),
        new("Log", Avx512Ops.Log, Avx2Ops.Log, NeonOps.Log, VectorMath.Log, Exact.Log, 2, 1),
        new("Log1p", Avx512Ops.Log1p, Avx2Ops.Log1p, NeonOps.Log1p, VectorMath.Log1p, Exact.Log1p, 2, 1),
        new("Tanh", Avx512Ops.Tanh, Avx2Ops.Tanh, NeonOps.Tanh, VectorMath.Tanh, Exact.Tanh, 2, 1),
        new("Sigmoid", Avx512Ops.Sigmoid, Avx2Ops.Sigmoid, NeonOps.Sigmoid, VectorMath.Sigmoid, Exact.Sigmoid, 2, 1),
        new("Erf", Avx512Ops.Erf, Avx2Ops.Erf, NeonOps.Erf, VectorMath.Erf, Exact.Erf, 2, 1),
        new("NormalCdf", Avx512Ops.NormalCdf, Avx2Ops.NormalCdf, NeonOps.NormalCdf, VectorMath.NormalCdf, Exact.NormalCdf, 2, 1),
        new("NormalPdf", Avx512Ops.NormalPdf, Avx2Ops.NormalPdf, NeonOps.NormalPdf, VectorMath.NormalPdf, Exact.NormalPdf, 2, 0),
        new("Sin", Avx512Ops.Sin, Avx2Ops.Sin, NeonOps.Sin, VectorMath.Sin, Exact.Sin, 2, 0),
        new("Cos", Avx512Ops.Cos, Avx2Ops.Cos, NeonOps.Cos, VectorMath.Cos, Exact.Cos, 2, 0),
    ];

    public static TheoryData<string> Names => [.. All.Select(f => f.Name)];

    public static ElementaryFunction Of(string name) => All.Single(f => f.Name == name);

    public override string ToString() => Name;
}
