using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Layout;

/// <summary>Rows of the caller's: dense, so that the last vector of a row may run into the next row, or past the end.</summary>
public static class CallerRows
{
    public const int Alignment = 16;

    public static bool NeedCopy(Value value) => value.Kind != ValueKind.TargetIndices && value.Length % Alignment != 0;

    public static int Pad(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
