using System.Collections;
using System.Diagnostics.CodeAnalysis;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The parameters of one network in the order of its layers: one aligned block, seen as named arrays. Values are not policed: a NaN that
/// is written is a NaN that is kept.
/// </summary>
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly Parameter[] parameters;
    private readonly (int Start, int Length)[] trainable;

    /// <summary>A block of zeros with the parameters <paramref name="infos"/> in it.</summary>
    /// <param name="infos">In the order of the layers; their places do not overlap.</param>
    /// <param name="blockLength">Floats in the block, padding included.</param>
    internal ParameterSet(ReadOnlySpan<ParameterInfo> infos, int blockLength)
    {
        Block = new AlignedBlock<float>(blockLength);
        parameters = new Parameter[infos.Length];
        for (int i = 0; i < infos.Length; i++)
        {
            if (infos[i].Offset + infos[i].PaddedLength > blockLength) throw new ArgumentException($"{infos[i].FileName} reaches past the block.", nameof(infos));
            parameters[i] = new Parameter(this, infos[i]);
        }
        trainable = Trainable(infos);
    }

    internal AlignedBlock<float> Block { get; }

    internal ParameterInfo[] Infos => Array.ConvertAll(parameters, parameter => parameter.Info);

    /// <summary>Goes up with every change: what was derived from the values (transposed weights) is then out of date.</summary>
    internal int Version { get; private set; }

    /// <summary>What optimisers may change: ranges of the block, neighbours joined, padding included.</summary>
    internal ReadOnlySpan<(int Start, int Length)> TrainableRanges => trainable;

    /// <summary>How many parameters (arrays) there are.</summary>
    public int Count => parameters.Length;

    /// <summary>How many values they have together; padding is not counted.</summary>
    public int ValueCount => parameters.Sum(parameter => parameter.Length);

    /// <summary>The parameter at a place in the order of the layers.</summary>
    public Parameter this[int index] => parameters[index];

    /// <summary>The parameter called <paramref name="name"/>, as in code (<c>Dense1.Weight</c>) or as in files (<c>dense1.weight</c>).</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists them all.</exception>
    public Parameter this[string name] => TryGet(name, out Parameter? parameter)
        ? parameter
        : throw new KeyNotFoundException($"There is no parameter \"{name}\". There are: {string.Join(", ", parameters.Select(p => p.Name))}.");

    /// <summary>Looks for the parameter called <paramref name="name"/>, as in code or as in files.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter)
    {
        parameter = Array.Find(parameters, p => p.Name == name || p.FileName == name);
        return parameter is not null;
    }

    /// <summary>Copies all values from <paramref name="other"/>, whose arrays have the same shapes: a target network, the best epoch so far.</summary>
    /// <exception cref="ArgumentException">The arrays differ.</exception>
    public void CopyFrom(ParameterSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count != other.Count) throw new ArgumentException($"There are {Count} parameters here and {other.Count} there.", nameof(other));
        for (int i = 0; i < Count; i++)
            if (!this[i].Shape.SequenceEqual(other[i].Shape)) throw new ArgumentException($"{this[i]} cannot take {other[i]}.", nameof(other));
        for (int i = 0; i < Count; i++)
            if (this[i].Info.Panel == other[i].Info.Panel)
                other.Block.Span.Slice(other[i].Info.Offset, other[i].Info.PaddedLength).CopyTo(Block.Span[this[i].Info.Offset..]);
            else
                this[i].CopyFrom(other[i].ToArray());
        Changed();
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Changed() => Version++;

    private static (int, int)[] Trainable(ReadOnlySpan<ParameterInfo> infos)
    {
        var ranges = new List<(int Start, int Length)>();
        foreach (ParameterInfo info in infos)
        {
            if (!info.Trainable) continue;
            if (ranges.Count > 0 && ranges[^1].Start + ranges[^1].Length == info.Offset)
                ranges[^1] = (ranges[^1].Start, ranges[^1].Length + info.PaddedLength);
            else
                ranges.Add((info.Offset, info.PaddedLength));
        }
        return ranges.ToArray();
    }
}
