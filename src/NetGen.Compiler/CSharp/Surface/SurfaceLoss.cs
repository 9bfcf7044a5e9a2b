using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.CSharp;

/// <summary>The loss of an output.</summary>
internal sealed record SurfaceLoss(
    TargetKind Target, int TargetLength, int Classes, double Weight, string Title, string Accuracy, bool TargetsAreProbabilities = false);
