namespace NetGen;

/// <summary>What a loss over classes is given as the truth about one sample.</summary>
public enum Targets
{
    /// <summary>The index of the right class, an <see cref="int"/> from 0 to classes − 1.</summary>
    Indices,

    /// <summary>A probability for each class: as many <see cref="float"/>s as there are classes, adding up to 1.</summary>
    Distributions,
}
