using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>
/// One kind of node a declaration may have. Its file holds arguments, shape rule, parameters with their start values, and the composition
/// of operations; gradients come from the operations. The library's attribute is written from its definition. The registry finds it.
/// </summary>
public abstract class LayerKind
{
    /// <summary>The attribute's class name without "Attribute".</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What users write and read.</summary>
    public abstract Definition Definition { get; }

    /// <summary>The type of its handle on the network, where it has parameters.</summary>
    public string? Handle => Definition.Handle is null ? null : Name;

    /// <summary>Whether Predict leaves it out: what weights mean does not depend on it.</summary>
    public virtual bool IsOnlyInTraining => false;

    /// <summary>Whether predictions take its input's values as they are.</summary>
    public virtual bool PassesValuesOn => IsOnlyInTraining;

    /// <summary>Whether it joins the outputs of nodes that it names.</summary>
    public virtual bool JoinsInputs => false;

    /// <summary>Whether it sets values to zero at random while training.</summary>
    public virtual bool DropsValues => false;

    /// <summary>Whether training takes statistics over the samples of a batch, which one sample does not have.</summary>
    public virtual bool NeedsSeveralSamples => false;

    /// <summary>Whether its arguments begin with the number of values it gives and the activation it ends in.</summary>
    public virtual bool HasUnits => false;

    /// <summary>The activation it ends in; null where there is none.</summary>
    public virtual ActivationLayer? EndsIn(NodeSpec node) => null;

    /// <summary>
    /// The shape it gives for one sample; problems with arguments or shapes are reported, and null returned where nothing sensible can
    /// follow.
    /// </summary>
    public abstract Shape? Infer(LayerContext context);

    /// <summary>Adds its operations (and parameters) to the graph.</summary>
    /// <param name="inputs">The values of the nodes it names, in order; most layers take one.</param>
    public abstract Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs);

    /// <summary>What the summary says besides the name: the activation, the rate.</summary>
    public virtual string Details(LayerContext context) => "";

    /// <summary>How many values are learned.</summary>
    public virtual long ParameterCount(LayerContext context, Shape output) => 0;

    /// <summary>Floating-point operations per sample, forward: a multiply-add is two, anything else one a value.</summary>
    public virtual long Flops(LayerContext context, Shape output) => output.Length;

    /// <summary>What is known of the range of its result, for the checks of losses.</summary>
    public virtual Domain Domain(LayerContext context, Domain input) => Graphs.Domain.Any;
}
