namespace NetGen;

/// <summary>
/// Makes a partial class a block: layers to be applied in networks and in other blocks, as often as wanted, each time with parameters of
/// its own. Written as a network is, in one form or the other, but it names no input: it takes the input where it is applied.
/// </summary>
/// <remarks>
/// <code>
/// [Block, Dense(Given.Width, Activation.GELU, Times = 4), Dense(Given.Width)]
/// public sealed partial class FeedForward;
///
/// [Network, Input(64), Residual&lt;FeedForward&gt;, Dense(10), SoftmaxCrossEntropy]
/// public sealed partial class Classifier;
/// </code>
/// Sizes may be left open, as <see cref="Given"/> says.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class BlockAttribute : Attribute;
