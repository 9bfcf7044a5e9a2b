namespace NetGen.Compiler.Graphs;

/// <summary>What of the entry point's own arguments a library call is handed.</summary>
public enum CallArgument
{
    /// <summary>The number of samples of the call.</summary>
    Samples,

    /// <summary>Whether gradients are added to those that are there.</summary>
    Accumulate,

    /// <summary>The seed of random numbers.</summary>
    Seed,

    /// <summary>The training step, which random numbers are indexed by.</summary>
    Step,

    /// <summary>The number of the call's first sample in its batch.</summary>
    FirstSample,

    /// <summary>Whether the network is being trained.</summary>
    Training,

    /// <summary>Which part of the results is computed.</summary>
    Part,

    /// <summary>How many parts the results have.</summary>
    Parts,
}
