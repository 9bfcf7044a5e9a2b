namespace NetGen.Compiler.Graphs;

/// <summary>
/// Operations in an order in which each finds its inputs computed. Nothing in it assumes a chain: a value may have any number of users.
/// </summary>
public sealed class Graph
{
    private readonly List<Op> ops = [];
    private readonly HashSet<string> names;

    /// <summary>The first number of a name that may be free: a value used thousands of times has as many gradients.</summary>
    private readonly Dictionary<string, int> numbers = [];

    /// <param name="taken">Names that values of other graphs have already, which run before.</param>
    public Graph(params IEnumerable<string> taken) => names = new(taken);

    public IReadOnlyList<Op> Ops => ops;

    /// <summary>
    /// Adds an operation. A name that another of the graph's results has already gets a number: a value used twice has two gradients before
    /// their sum.
    /// </summary>
    public Value Add(Op op, string? layer = null)
    {
        if (layer is not null) op.Layer = layer;
        foreach (Value output in op.Outputs.Where(output => output.Producer == op))
        {
            ValueName name = output.Name;
            if (names.Add(name.Text)) continue;
            if (!numbers.TryGetValue(name.Text, out int number)) number = 2;
            do output.Name = name.Numbered(number++);
            while (!names.Add(output.Name.Text));
            numbers[name.Text] = number;
        }
        ops.Add(op);
        return op.Output;
    }

    /// <summary>Gives a result the name it is to have; the one that has it gets a number.</summary>
    public void Rename(Value value, ValueName name)
    {
        names.Remove(value.Name.Text);
        numbers.Clear();    // a number may be free again
        bool HasIt(Value output) => output != value && output.Name.Text == name.Text;
        if (!names.Add(name.Text) && ops.SelectMany(op => op.Outputs).FirstOrDefault(HasIt) is { } other)
        {
            int number = 2;
            while (!names.Add(name.Numbered(number).Text)) number++;
            other.Name = name.Numbered(number);
        }
        value.Name = name;
    }

    /// <summary>The operations that <paramref name="results"/> need, in order, leaving out those in <paramref name="done"/>.</summary>
    public IReadOnlyList<Op> BackwardSlice(IEnumerable<Value> results, ICollection<Op>? done = null)
    {
        var needed = new HashSet<Op>();
        var open = new Stack<Value>(results);
        while (open.Count > 0)
        {
            Op? op = open.Pop().Producer;
            if (op is null || done?.Contains(op) == true || !needed.Add(op)) continue;
            foreach (Value input in op.Inputs) open.Push(input);
        }
        return ops.Where(needed.Contains).ToList();
    }
}
