using NetGen.Compiler.Graphs;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Tests;

/// <summary>
/// The gradients that <see cref="Autodiff"/> adds to a graph against (f(v + h) − f(v − h)) / 2h of f = Σ weight·output, all in double
/// precision.
/// </summary>
internal static class CentralDifferences
{
    private const double Step = 1e-5, Tolerance = 1e-8;

    /// <param name="given">All values the graph does not compute.</param>
    /// <param name="wanted">Values to differentiate by, each with a gradient.</param>
    public static void Check(Graph graph, Value output, int samples, IReadOnlyDictionary<Value, double[]> given, params Value[] wanted)
    {
        IReadOnlyList<Op> forward = graph.BackwardSlice([output]);
        double[] weights = Numbers.Random(samples * output.Length, seed: 77);
        var dy = new Value("dy_given", output.Shape, ValueKind.OutputGradient);
        IReadOnlyDictionary<Value, Value> gradients = Autodiff.Reverse(graph, forward,
            new Dictionary<Value, Value> { [output] = dy }, wanted);
        GraphVerifier.Verify(graph);

        Evaluation evaluation = Evaluate(forward, samples, given);
        evaluation[dy] = weights;
        evaluation.Run(graph.BackwardSlice(gradients.Values, forward.ToList()));
        foreach (Value value in wanted)
        {
            Assert.True(gradients.ContainsKey(value), $"no gradient of {value}");
            Compare.Close(Differences(value), evaluation[gradients[value]], Tolerance, $"d{value.Name}");
        }

        double[] Differences(Value value)
        {
            var differences = new double[given[value].Length];
            for (int i = 0; i < differences.Length; i++) differences[i] = (Moved(value, i, Step) - Moved(value, i, -Step)) / (2 * Step);
            return differences;
        }

        double Moved(Value value, int element, double by)
        {
            var moved = new Dictionary<Value, double[]>(given) { [value] = (double[])given[value].Clone() };
            moved[value][element] += by;
            return Evaluate(forward, samples, moved)[output].Zip(weights, (y, weight) => y * weight).Sum();
        }
    }

    private static Evaluation Evaluate(IReadOnlyList<Op> ops, int samples, IReadOnlyDictionary<Value, double[]> given)
    {
        var evaluation = new Evaluation(samples);
        foreach ((Value value, double[] numbers) in given) evaluation[value] = numbers;
        evaluation.Run(ops);
        return evaluation;
    }
}
