namespace NetGen.Compiler.Declarations;

/// <summary>The shape of one sample's value, without the batch: <c>10</c>, <c>28×28</c>.</summary>
public readonly record struct Shape(EquatableArray<int> Dimensions)
{
    public Shape(params int[] dimensions) : this(new EquatableArray<int>(dimensions)) { }

    public int Rank => Dimensions.Count;

    public int this[int axis] => Dimensions[axis];

    /// <summary>The number of values; sizes are checked against overflow where shapes are inferred.</summary>
    public int Length => Dimensions.Aggregate(1, (product, size) => checked(product * size));

    public override string ToString() =>
        string.Join("×", Dimensions.Select(size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
