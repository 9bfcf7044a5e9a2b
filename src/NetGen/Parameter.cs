using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// One learned array of a network: a weight [in, out] or a bias [out]. Values are read and written as dense row-major arrays of that shape;
/// how they are in memory does not show.
/// </summary>
public sealed class Parameter
{
    private readonly ParameterSet set;

    internal Parameter(ParameterSet set, ParameterInfo info)
    {
        this.set = set;
        Info = info;
    }

    internal ParameterInfo Info { get; }

    /// <summary>Its name: <c>Dense1.Weight</c>.</summary>
    public string Name => Info.Layer + "." + Info.Role;

    /// <summary>Its name in files, the one PyTorch's state_dict uses: <c>dense1.weight</c>.</summary>
    public string FileName => Info.FileName;

    /// <summary>[in, out] for a weight, [out] for a bias.</summary>
    public ReadOnlySpan<int> Shape => Info.Shape;

    /// <summary>How many values the shape has.</summary>
    public int Length => Info.Length;

    /// <summary>False for a frozen layer: optimizers leave it alone.</summary>
    public bool Trainable => Info.Trainable;

    /// <summary>Element <paramref name="i"/> of a vector.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    /// <exception cref="InvalidOperationException">The parameter is a matrix.</exception>
    public float this[int i]
    {
        get => set.Block.Span[Index(i)];
        set => Set(Index(i), value);
    }

    /// <summary>Element [<paramref name="i"/>, <paramref name="j"/>] of a matrix: from input i to output j.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    /// <exception cref="InvalidOperationException">The parameter is a vector.</exception>
    public float this[int i, int j]
    {
        get => set.Block.Span[Index(i, j)];
        set => Set(Index(i, j), value);
    }

    /// <summary>Copies all values, row by row.</summary>
    /// <param name="destination">At least <see cref="Length"/> values.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException($"{Name} has {Length} values ({ShapeText}); the destination holds {destination.Length}.",
                nameof(destination));
        ReadOnlySpan<float> block = set.Block.Span;
        for (int row = 0, i = 0; row < Info.Rows; row++)
            for (int column = 0; column < Info.Columns; column += Info.Panel)
            {
                int count = Math.Min(Info.Panel, Info.Columns - column);
                block.Slice(Info.IndexOf(row, column), count).CopyTo(destination[i..]);
                i += count;
            }
    }

    /// <summary>Takes all values, row by row.</summary>
    /// <param name="source">Exactly <see cref="Length"/> values.</param>
    /// <exception cref="ArgumentException">The source has another length.</exception>
    /// <exception cref="InvalidOperationException">Another thread is changing the parameters; in Debug builds also one that is reading
    /// them.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        if (source.Length != Length)
            throw new ArgumentException($"{Name} has {Length} values ({ShapeText}); the source has {source.Length}.", nameof(source));
        using Exclusive.Turn change = set.Use.Change(nameof(CopyFrom));
        Write(source);
        set.Changed();
    }

    /// <summary>Takes all values; the caller says that they have changed.</summary>
    internal void Write(ReadOnlySpan<float> source)
    {
        Span<float> block = set.Block.Span;
        for (int row = 0, i = 0; row < Info.Rows; row++)
            for (int column = 0; column < Info.Columns; column += Info.Panel)
            {
                int count = Math.Min(Info.Panel, Info.Columns - column);
                source.Slice(i, count).CopyTo(block[Info.IndexOf(row, column)..]);
                i += count;
            }
    }

    /// <summary>A copy of all values, row by row.</summary>
    public float[] ToArray()
    {
        var values = new float[Length];
        CopyTo(values);
        return values;
    }

    /// <summary>Name and shape: <c>Dense1.Weight 10×64</c>.</summary>
    public override string ToString() => $"{Name} {ShapeText}";

    internal string ShapeText => Shapes.Text(Shape);

    private void Set(int index, float value)
    {
        set.Use.RequireNoReads(Name);
        set.Block.Span[index] = value;
        set.Changed();
    }

    private int Index(int i)
    {
        if (Info.Shape.Length != 1) throw new InvalidOperationException($"{Name} is {ShapeText}: give a row and a column.");
        if ((uint)i >= (uint)Info.Columns) throw new IndexOutOfRangeException($"{Name} has {Info.Columns} values; there is no [{i}].");
        return Info.IndexOf(0, i);
    }

    private int Index(int i, int j)
    {
        if (Info.Shape.Length == 1) throw new InvalidOperationException($"{Name} has one dimension of {Info.Columns}: give one index.");
        if ((uint)i >= (uint)Info.Rows || (uint)j >= (uint)Info.Columns)
            throw new IndexOutOfRangeException($"{Name} is {ShapeText}; there is no [{i}, {j}].");
        return Info.IndexOf(i, j);
    }
}
