namespace NetGen;

/// <summary>The handle of two parallel blocks.</summary>
/// <typeparam name="TFirst">The first block's class.</typeparam>
/// <typeparam name="TSecond">The second block's class.</typeparam>
public sealed class Parallel<TFirst, TSecond> : Layer where TFirst : class, IBlock<TFirst> where TSecond : class, IBlock<TSecond>
{
    /// <summary>For generated code.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="parameters">The parameters of the network.</param>
    public Parallel(string name, ParameterSet parameters) : base(name, parameters)
    {
        First = TFirst.Create(name + ".First", parameters);
        Second = TSecond.Create(name + ".Second", parameters);
    }

    /// <summary>The first block.</summary>
    public TFirst First { get; }

    /// <summary>The second block.</summary>
    public TSecond Second { get; }
}
