namespace NetGen.Compiler.Graphs;

/// <summary>Says whether a graph is legal: every input is computed before it is used, by an operation of this graph, and names are unique.</summary>
public static class GraphVerifier
{
    public static void Verify(Graph graph)
    {
        var computed = new HashSet<Value>();
        var names = new Dictionary<string, Value>();
        foreach (Op op in graph.Ops)
        {
            foreach (Value input in op.Inputs)
            {
                if (input.Producer is not null && !computed.Contains(input))
                    throw new CompilerBugException($"{op.GetType().Name} of {op.Layer} uses {input} before it is computed");
                Unique(input);
            }
            foreach (Value output in op.Outputs)
            {
                if (output.Producer != op) throw new CompilerBugException($"{output} is not of {op.GetType().Name}");
                computed.Add(output);
                Unique(output);
            }
        }

        void Unique(Value value)
        {
            if (!names.TryGetValue(value.Name, out Value? other)) names.Add(value.Name, value);
            else if (other != value) throw new CompilerBugException($"two values are called {value.Name}");
        }
    }
}
