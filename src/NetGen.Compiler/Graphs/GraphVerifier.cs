namespace NetGen.Compiler.Graphs;

/// <summary>
/// Says whether a graph is legal: every input is computed before it is used, by an operation of this graph, and names are unique.
/// </summary>
public static class GraphVerifier
{
    /// <param name="graph">What to verify.</param>
    /// <param name="before">Operations of other graphs that run before: the forward ones, for a graph of gradients.</param>
    public static void Verify(Graph graph, params IEnumerable<Op> before)
    {
        var computed = new HashSet<Value>();
        var names = new Dictionary<string, Value>();
        foreach (Value value in before.SelectMany(op => op.Outputs))
        {
            computed.Add(value);
            Unique(value);
        }
        foreach (Op op in graph.Ops)
        {
            foreach (Value input in op.Inputs)
            {
                if (input.Producer is not null && !computed.Contains(input))
                    throw new InternalCompilerErrorException($"{op.GetType().Name} of {op.Layer} uses {input} before it is computed");
                Unique(input);
            }
            foreach (Value output in op.Outputs)
            {
                if (output.Producer != op && !op.FillsAnothers)
                    throw new InternalCompilerErrorException($"{output} is not of {op.GetType().Name}");
                computed.Add(output);
                Unique(output);
            }
        }

        void Unique(Value value)
        {
            if (!names.TryGetValue(value.Name.Text, out Value? other)) names.Add(value.Name.Text, value);
            else if (other != value) throw new InternalCompilerErrorException($"two values are called {value.Name}");
        }
    }
}
