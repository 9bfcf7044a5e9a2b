namespace NetGen;

/// <summary>
/// What every network has: for code that works with any of them, such as <see cref="Trainer"/>. A class with <c>[Network]</c> implements
/// it.
/// </summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface INetwork<TSelf> where TSelf : class, INetwork<TSelf>
{
    /// <summary>What the declaration fixes.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>A network with new parameters, drawn from <paramref name="seed"/>.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>A network with the parameters of a safetensors file.</summary>
    /// <exception cref="Formats.SafetensorsException">The file is malformed, or not of this network.</exception>
    static abstract TSelf Load(string path);

    /// <summary>Its parameters.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Writes the parameters to a safetensors file, replacing it atomically.</summary>
    void Save(string path);

    /// <summary>A tape for at most <paramref name="capacity"/> samples.</summary>
    Tape<TSelf> CreateTape(int capacity);

    /// <summary>Fills the outputs of <paramref name="batch"/> from its inputs.</summary>
    void Predict(Batch batch);

    /// <summary>
    /// One step of training on <paramref name="batch"/>; its outputs, if it has any, receive what the network predicted before the step.
    /// </summary>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    float TrainStep(Batch batch, Optimizer optimizer);

    /// <summary>The loss on <paramref name="batch"/>, without training; its outputs, if it has any, are filled.</summary>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    float Evaluate(Batch batch);
}
