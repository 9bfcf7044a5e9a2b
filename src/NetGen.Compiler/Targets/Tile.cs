namespace NetGen.Compiler.Targets;

/// <summary>A tile of a product held in registers: rows × columns, each with as many partial sums as the product's split says.</summary>
public readonly record struct Tile(int Rows, int Columns);
