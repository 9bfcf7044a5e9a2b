namespace NetGen.Compiler.Fusion;

/// <summary>
/// When a step runs: always, or only where gradients of parameters, or of the input, or the outputs of a pass that trains, are asked for.
/// </summary>
public enum StepCondition { Always, ForParameters, ForInput, ForOutputs }
