
namespace NetGen.Compiler.CSharp;

/// <summary>An input or output as the surface of a network names it.</summary>
/// <param name="Name">The member's: <c>Click</c>.</param>
/// <param name="Parameter">What it is called as a parameter: <c>click</c>, or <c>y</c>.</param>
/// <param name="Target">The parameter of its target: <c>clickTarget</c>, or <c>t</c>.</param>
/// <param name="Gradient">The parameter of its gradient: <c>clickGradient</c>, or <c>dy</c>.</param>
/// <param name="Constant">What holds its length: <c>ClickLength</c>, or <c>OutputLength</c>.</param>
/// <param name="TargetConstant">What holds the length of its target: <c>ClickTargetLength</c>, or <c>TargetLength</c>.</param>
/// <param name="Length">Values per sample.</param>
/// <param name="Loss">An output's loss, if it has one.</param>
/// <param name="LossProperty">Its name in <c>LossValues</c>: the member's, unless all such types have a member of that name, as
/// <c>Total</c>.</param>
internal sealed record SurfacePort(
    string Name, string Parameter, string Target, string Gradient, string Constant, string TargetConstant, int Length, SurfaceLoss? Loss,
    string LossProperty)
{
    /// <summary>The names that no other member can have.</summary>
    public IEnumerable<string> Constants => Loss is null ? [Constant] : [Constant, TargetConstant];
}
