using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Networks;

/// <summary>Reverse-mode differentiation: one walk over the operations, last to first, each giving its vector-Jacobian product.</summary>
public static class Autodiff
{
    /// <summary>
    /// Adds to <paramref name="graph"/> what computes the gradients of <paramref name="wanted"/>, given those of some values.
    /// </summary>
    /// <param name="forward">The operations to walk back over, in order.</param>
    /// <param name="seeds">Gradients already known, by value.</param>
    /// <returns>The gradient of each wanted value that has one; for a parameter that is used more than once, the first, which the others
    /// add to.</returns>
    public static IReadOnlyDictionary<Value, Value> Reverse(
        Graph graph, IReadOnlyList<Op> forward, IReadOnlyDictionary<Value, Value> seeds, IReadOnlyCollection<Value> wanted)
    {
        HashSet<Value> onPath = Dependents(forward, wanted);
        var gradients = seeds.ToDictionary(seed => seed.Key, seed => seed.Value);
        foreach (Op op in forward.Reverse())
        {
            if (!gradients.TryGetValue(op.Output, out Value? dy) || !onPath.Contains(op.Output)) continue;
            foreach ((Value input, Value gradient) in op.Gradient(graph, dy, onPath.Contains))
            {
                if (!onPath.Contains(input)) continue;
                if (!gradients.TryGetValue(input, out Value? other)) gradients[input] = gradient;
                else if (input.Kind == ValueKind.Parameter) gradient.Producer!.AccumulatesInto = other;
                else gradients[input] = graph.Add(Add.OfGradients(other, gradient), op.Layer);
            }
        }
        return wanted.Where(gradients.ContainsKey).ToDictionary(value => value, value => gradients[value]);
    }

    /// <summary>The wanted values and all that is computed from them: a gradient matters on these paths only.</summary>
    private static HashSet<Value> Dependents(IReadOnlyList<Op> forward, IEnumerable<Value> wanted)
    {
        var found = new HashSet<Value>(wanted);
        foreach (Op op in forward)
            if (op.Inputs.Any(found.Contains)) found.UnionWith(op.Outputs);
        return found;
    }
}
