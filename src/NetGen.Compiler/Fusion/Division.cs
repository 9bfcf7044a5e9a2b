namespace NetGen.Compiler.Fusion;

/// <summary>How a method's work may be divided among threads.</summary>
public enum Division
{
    /// <summary>Each sample by itself: threads take samples.</summary>
    Rows,

    /// <summary>Sums over samples: threads take results, each over all samples.</summary>
    Results,

    /// <summary>One thread does all of it.</summary>
    Whole,
}
