namespace NetGen.Benchmarks.Peers;

/// <summary>Another library with the same network, the same weights and the same data.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Computes outputs.</summary>
    void Forward();

    /// <summary>The outputs of <see cref="Forward"/>.</summary>
    float[] Output();
}

/// <summary>A peer that trains too.</summary>
internal interface ITrainingPeer : IPeer
{
    /// <summary>A step of Adam; returns the loss before it.</summary>
    float TrainStep();
}
