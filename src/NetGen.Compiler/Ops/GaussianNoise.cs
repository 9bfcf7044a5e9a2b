using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>Normal random numbers of mean 0; −0 outside training, for x + (−0) is x, whatever its sign.</summary>
public sealed class GaussianNoise(Value x, double deviation, int stream, ValueName outputName)
    : RandomRows(x, deviation, neutral: -0.0, stream, outputName)
{
    public override LibraryFunction Filler => LibraryFunction.GaussianNoise;
}
