namespace NetGen;

/// <summary>What a class with <c>[Block]</c> implements: it is the handle of each place where the block is applied.</summary>
/// <typeparam name="TSelf">The block's class.</typeparam>
public interface IBlock<TSelf> where TSelf : class, IBlock<TSelf>
{
    /// <summary>Its place in the network: <c>Trunk.2</c>.</summary>
    string Name { get; }

    /// <summary>The handle of the block called <paramref name="name"/>, for generated code.</summary>
    /// <param name="name">Its place in the network.</param>
    /// <param name="parameters">The parameters of the network.</param>
    static abstract TSelf Create(string name, ParameterSet parameters);
}
