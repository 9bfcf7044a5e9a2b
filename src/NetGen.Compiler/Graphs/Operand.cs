namespace NetGen.Compiler.Graphs;

/// <summary>What takes part in a product.</summary>
/// <param name="Role">What it is called in kernels.</param>
/// <param name="Value">A parameter, or rows of samples.</param>
/// <param name="Row">The counter of its rows.</param>
/// <param name="Column">The counter of what is in a row.</param>
public sealed record Operand(string Role, Value Value, Axis Row, Axis Column)
{
    public Formula Formula => $"{Value}[{Row.Letter},{Column.Letter}]";
}
