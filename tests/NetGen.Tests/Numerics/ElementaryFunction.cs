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
        new("Exp", VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, Exact.Exp, 2, 1),
        new("Expm1", VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, VectorMath.Expm1, Exact.Expm1, 2, 1),
        new("Log", VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, Exact.Log, 2, 1),
        new("Log1p", VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p, VectorMath.Log1p, Exact.Log1p, 2, 1),
        new("Tanh", VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, Exact.Tanh, 2, 1),
        new("Sigmoid", VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, Exact.Sigmoid, 2, 1),
        new("Erf", VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, Exact.Erf, 2, 1),
        new("NormalCdf", VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, Exact.NormalCdf, 2, 1),
        new("NormalPdf", VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, Exact.NormalPdf, 2, 0),
        new("Sin", VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, Exact.Sin, 2, 0),
        new("Cos", VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, Exact.Cos, 2, 0),
    ];

    public static TheoryData<string> Names => [.. All.Select(f => f.Name)];

    public static ElementaryFunction Of(string name) => All.Single(f => f.Name == name);

    public override string ToString() => Name;
}
