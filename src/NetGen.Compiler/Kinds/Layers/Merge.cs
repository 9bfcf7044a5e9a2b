using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Kinds;

/// <summary>What the layers where paths meet have in common: at least two inputs.</summary>
public abstract class Merge : LayerKind
{
    /// <summary>The nodes it joins.</summary>
    protected static KindArgument Members(string summary, string parameter) => new("Members", "params string[]", summary)
        { Parameter = parameter };

    public sealed override bool JoinsInputs => true;

    public sealed override Shape? Infer(LayerContext context)
    {
        if (context.Inputs.Count >= 2) return Join(context);
        context.Report(Rules.OneToMerge, null, Name, context.Node.Name);
        return null;
    }

    /// <summary>Whether the result has the shape all inputs have.</summary>
    public virtual bool KeepsShape => false;

    /// <summary>The shape of the result of two inputs or more.</summary>
    protected abstract Shape? Join(LayerContext context);

    /// <summary>All inputs must have the shape of the first.</summary>
    protected Shape? Same(LayerContext context)
    {
        for (int i = 1; i < context.Inputs.Count; i++)
        {
            if (context.Inputs[i] == context.Input) continue;
            context.Report(Rules.ShapesDiffer, null, Name, context.Node.Name, context.Node.Inputs[0], context.Input.ToString(),
                context.Node.Inputs[i], context.Inputs[i].ToString());
            return null;
        }
        return context.Input;
    }

    public override long Flops(LayerContext context, Shape output) => (long)output.Length * (context.Inputs.Count - 1);
}
