namespace NetGen.Compiler.Graphs;

/// <summary>What a value is, which decides where it lives.</summary>
public enum ValueKind
{
    /// <summary>
    /// Inputs, target values, target class indices, gradients of outputs given by the caller: dense rows of the caller, of indices a copy.
    /// </summary>
    Input, Target, TargetIndices, OutputGradient,

    /// <summary>One float a sample: what its loss weighs in the mean.</summary>
    Scale,

    /// <summary>A learned parameter, or its gradient: one for all samples.</summary>
    Parameter, ParameterGradient,

    /// <summary>Computed once for all samples of a call.</summary>
    Statistics,

    /// <summary>Anything an operation computes for each sample.</summary>
    Computed,
}
