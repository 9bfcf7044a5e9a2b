using System.Collections;

namespace NetGen;

/// <summary>The handle of a repeated block: a handle for each turn, <c>net.Trunk[2].Dense1.Weight</c>.</summary>
/// <typeparam name="TBlock">The block's class.</typeparam>
public sealed class Repeat<TBlock> : Layer, IReadOnlyList<TBlock> where TBlock : class, IBlock<TBlock>
{
    private readonly TBlock[] blocks;

    /// <summary>For generated code.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="count">How often the block is applied.</param>
    /// <param name="parameters">The parameters of the network.</param>
    public Repeat(string name, int count, ParameterSet parameters) : base(name, parameters)
    {
        blocks = new TBlock[count];
        for (int i = 0; i < count; i++) blocks[i] = TBlock.Create(FormattableString.Invariant($"{name}.{i}"), parameters);
    }

    /// <summary>How often the block is applied.</summary>
    public int Count => blocks.Length;

    /// <summary>The block's turn <paramref name="index"/>, from 0.</summary>
    public TBlock this[int index] => blocks[index];

    /// <inheritdoc/>
    public IEnumerator<TBlock> GetEnumerator() => ((IEnumerable<TBlock>)blocks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
