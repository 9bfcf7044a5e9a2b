namespace NetGen.Compiler.Memory;

/// <param name="Offset">Floats a sample before the region: it begins at capacity · Offset.</param>
/// <param name="Stride">Floats from one sample's row to the next.</param>
public readonly record struct TapeRegion(int Offset, int Stride);
