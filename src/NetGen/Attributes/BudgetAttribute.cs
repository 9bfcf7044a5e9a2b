namespace NetGen;

/// <summary>
/// What a network may cost at most. A network that costs more is an error of the build, with the figures: a change that makes it grow is
/// noticed when it is made.
/// </summary>
/// <remarks>What it costs now is in the table one sees when hovering over the class, and in <c>Summary</c>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>Learned values, as <c>ParameterCount</c> counts them; 0, the default, is no limit.</summary>
    public long MaxParameters { get; set; }

    /// <summary>Floating-point operations per sample, forward; a multiply-add is two. 0, the default, is no limit.</summary>
    public long MaxFlops { get; set; }

    /// <summary>
    /// Bytes that a network which only predicts takes: its parameters, padding included, and the scratch of one call. 0, the default, is no
    /// limit.
    /// </summary>
    public long MaxBytes { get; set; }
}
