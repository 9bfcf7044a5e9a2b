using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Lowering;

/// <summary>The parameters of a kernel and what is handed over for them, written down together.</summary>
public sealed class Signature(KernelBuilder kernel)
{
    private readonly List<Parameter> parameters = [];
    private readonly List<Argument> arguments = [];

    public IReadOnlyList<Parameter> Parameters => parameters;

    public IReadOnlyList<Argument> Arguments => arguments;

    /// <summary>What values are called in the kernel.</summary>
    public Dictionary<Value, string> Names { get; } = [];

    /// <param name="name">In the kernel.</param>
    /// <param name="from">The group's parameter.</param>
    /// <param name="value">The value that is there, for formulas; null where they do not speak of it.</param>
    /// <param name="at">Where in it the kernel begins.</param>
    public Ref Ref(string name, Ref from, Value? value, Index at)
    {
        var place = new Ref(kernel.Unique(name));
        if (value is not null && !Names.ContainsKey(value)) Names.Add(value, place.Name);
        Add(new RefParameter(place), new RefArgument(from.Name, at));
        return place;
    }

    public Var Count(string name, Index value)
    {
        var count = new Var(kernel.Unique(name));
        Add(new CountParameter(count), new CountArgument(value));
        return count;
    }

    public void Flag(string name) => Add(new FlagParameter(kernel.Unique(name)), new FlagArgument(name));

    private void Add(Parameter parameter, Argument argument)
    {
        parameters.Add(parameter);
        arguments.Add(argument);
    }
}
