using System.Numerics;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;

namespace NetGen.Interpreter;

/// <summary>Runs what a group of operations became on one target: its kernels, on what the group's method hands to them.</summary>
public sealed class GroupInterpreter<T>(LoweredGroup group, int lanes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<(KernelInterpreter<T> Kernel, KernelCall Call)> calls =
        group.Calls.Select(call => (new KernelInterpreter<T>(call.Kernel, lanes), call)).ToList();

    /// <summary>Runs all of it, as one thread would.</summary>
    /// <param name="layer">Places, counts and flags by the layer's names.</param>
    public void Run(KernelArguments<T> layer)
    {
        var formal = new KernelArguments<T>();
        foreach ((NetGen.Compiler.Kernels.Parameter parameter, Argument argument) in group.Parameters.Zip(group.Arguments))
        {
            switch (argument)
            {
                case OperandArgument operand: formal.Places[parameter.Name] = layer.Places[operand.Value.Name.Text]; break;
                case RefArgument place: formal.Places[parameter.Name] = layer.Places[place.Name]; break;
                case CountArgument when parameter.Name is "part" or "parts": formal.Counts[parameter.Name] = parameter.Name == "part"
                    ? 0 : 1; break;
                case CountArgument count: formal.Counts[parameter.Name] = count.Count.Constant
                    + count.Count.Terms.Sum(term => layer.Counts[term.Var.Name] * term.Factor); break;
                case FlagArgument flag: formal.Flags[parameter.Name] = flag.Flag == "true" || layer.Flags[flag.Flag]; break;
            }
        }
        foreach ((KernelInterpreter<T> kernel, KernelCall call) in calls) kernel.Run(call, formal);
    }
}
