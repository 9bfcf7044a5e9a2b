using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The parameters of one network in the order of its layers: one aligned block, seen as named arrays. Values are not policed here: a NaN
/// that is written is a NaN that is kept, until a step is to be taken with it (<see cref="Optimizer.FiniteChecks"/>) or it is to be saved
/// (<see cref="FiniteChecks"/>).
/// </summary>
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly Parameter[] parameters;
    private readonly TrainableRange[] trainable, withoutSquares;
    private readonly ParameterInfo[] constrained;
    private readonly ParameterInfo[] penalized;
    private readonly ParameterInfo[] fixedVectors;

    /// <summary>A block of zeros with the parameters <paramref name="infos"/> in it.</summary>
    /// <param name="infos">In the order of the layers; their places do not overlap.</param>
    /// <param name="blockLength">Floats in the block, padding included.</param>
    /// <param name="use">Who uses them; none where they are no one's yet.</param>
    internal ParameterSet(ReadOnlySpan<ParameterInfo> infos, int blockLength, ParameterUse? use = null)
    {
        Use = use ?? new ParameterUse("network", watchesReads: false);
        Block = new AlignedBlock<float>(blockLength);
        parameters = new Parameter[infos.Length];
        for (int i = 0; i < infos.Length; i++)
        {
            if (infos[i].Offset + infos[i].PaddedLength > blockLength)
                throw new ArgumentException($"{infos[i].FileName} reaches past the block.", nameof(infos));
            parameters[i] = new Parameter(this, infos[i]);
        }
        trainable = Trainable(infos, info => info.Trainable);
        withoutSquares = Trainable(infos, info => info.Trainable && (!info.HasSquares || info.L1 > 0 || info.L2 > 0));
        constrained = Array.FindAll(infos.ToArray(), info => info.Trainable && info.MaxNorm > 0);
        fixedVectors = Array.FindAll(infos.ToArray(), info => !info.Trainable && info.Shape.Length == 1);
        penalized = Array.FindAll(infos.ToArray(), info => info.Trainable && (info.L1 > 0 || info.L2 > 0));
    }

    internal AlignedBlock<float> Block { get; }

    /// <summary>Who reads and who changes them.</summary>
    internal ParameterUse Use { get; }

    internal ParameterInfo[] Infos => Array.ConvertAll(parameters, parameter => parameter.Info);

    /// <summary>Goes up with every change: what was derived from the values (transposed weights) is then out of date.</summary>
    internal int Version { get; private set; }

    /// <summary>
    /// What optimizers may change: ranges of the block, neighbors that are treated the same way joined, padding included.
    /// </summary>
    internal ReadOnlySpan<TrainableRange> TrainableRanges => trainable;

    /// <summary>Those of them whose gradients have no sum of squares, or change once it is taken, as penalties do.</summary>
    internal ReadOnlySpan<TrainableRange> WithoutSquares => withoutSquares;

    /// <summary>Parameters with a bound on the norm of each unit's weights.</summary>
    internal ReadOnlySpan<ParameterInfo> Constrained => constrained;

    /// <summary>Vectors that optimizers leave alone: running statistics, and those of frozen layers.</summary>
    internal ParameterInfo[] Fixed => fixedVectors;

    /// <summary>
    /// Whether a network's <c>Save</c> refuses parameters that are infinite or not a number, so that a good file is not replaced by one
    /// that predicts NaN. True by default; false saves whatever there is.
    /// </summary>
    public bool FiniteChecks { get; set; } = true;

    /// <summary>Names the first value that is not finite, <c>Dense1.Weight[2, 5] is NaN</c>; null where all are finite.</summary>
    internal string? NonFinite()
    {
        foreach (Parameter parameter in parameters)
        {
            float[] values = parameter.ToArray();
            if (Finite.IndexOfOther(values) is >= 0 and int i)
            {
                string place = parameter.Info.Shape.Length == 1 ? $"{i}" : $"{i / parameter.Info.Columns}, {i % parameter.Info.Columns}";
                return string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}[{place}] is {values[i]}");
            }
        }
        return null;
    }

    /// <summary>How many parameters (arrays) there are.</summary>
    public int Count => parameters.Length;

    /// <summary>How many values they have together; padding is not counted.</summary>
    public int ValueCount => parameters.Sum(parameter => parameter.Length);

    /// <summary>The parameter at a place in the order of the layers.</summary>
    public Parameter this[int index] => parameters[index];

    /// <summary>
    /// The parameter called <paramref name="name"/>, as in code (<c>Dense1.Weight</c>) or as in files (<c>dense1.weight</c>).
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists them all.</exception>
    public Parameter this[string name] => TryGet(name, out Parameter? parameter)
        ? parameter
        : throw new KeyNotFoundException(
            $"There is no parameter \"{name}\". There are: {string.Join(", ", parameters.Select(p => p.Name))}.");

    /// <summary>Looks for the parameter called <paramref name="name"/>, as in code or as in files.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter)
    {
        parameter = Array.Find(parameters, p => p.Name == name || p.FileName == name);
        return parameter is not null;
    }

    /// <summary>
    /// What the layers' <c>L1</c> and <c>L2</c> add to the loss: Σ over their weights of L1·|w| + L2·w² (Keras's regularizers).
    /// <c>TrainStep</c>, <c>Fit</c> and
    /// <c>Evaluate</c> include it in the loss they report; the loss of a tape is without it, as the gradients of a tape are, to which the
    /// optimizer adds the penalties' own. Frozen layers have none.
    /// </summary>
    /// <returns>The penalty; 0 where no layer asks for one.</returns>
    public float Penalty()
    {
        double total = 0;
        foreach (ParameterInfo info in penalized)
        {
            ReadOnlySpan<float> values = Block.Span.Slice(info.Offset, info.PaddedLength);
            if (info.L2 > 0) total += info.L2 * Fold.SumOfSquares(values);
            if (info.L1 > 0) total += info.L1 * Fold.SumOfMagnitudes(values);
        }
        return (float)total;
    }

    /// <summary>
    /// Copies all values from <paramref name="other"/>, whose arrays have the same shapes: a target network, the best epoch so far.
    /// </summary>
    /// <exception cref="ArgumentException">The arrays differ.</exception>
    /// <exception cref="InvalidOperationException">Another thread is changing the parameters here; in Debug builds also one that is reading
    /// them, or changing those there.</exception>
    public void CopyFrom(ParameterSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count != other.Count) throw new ArgumentException($"There are {Count} parameters here and {other.Count} there.", nameof(other));
        for (int i = 0; i < Count; i++)
            if (!this[i].Shape.SequenceEqual(other[i].Shape))
                throw new ArgumentException($"{this[i]} cannot take {other[i]}.", nameof(other));
        if (other == this) return;
        using Exclusive.Turn change = Use.Change(nameof(CopyFrom));
        using ParameterUse.Reading reading = other.Use.Read();
        for (int i = 0; i < Count; i++)
            if (this[i].Info.Panel == other[i].Info.Panel)
                other.Block.Span.Slice(other[i].Info.Offset, other[i].Info.PaddedLength).CopyTo(Block.Span[this[i].Info.Offset..]);
            else
                this[i].Write(other[i].ToArray());
        Changed();
    }

    /// <summary>One line: <c>4 parameters, 4929 values: Dense1.Weight 10×64, …</c>, the first eight by name.</summary>
    public override string ToString()
    {
        const int most = 8;
        string names = string.Join(", ", parameters.Take(most)) + (Count > most ? $", and {Count - most} more" : "");
        return Figures.Count(Count, "parameter") + ", " + Figures.Count(ValueCount, "value") + (Count == 0 ? "" : ": " + names);
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Changed() => Version++;

    private static TrainableRange[] Trainable(ReadOnlySpan<ParameterInfo> infos, Predicate<ParameterInfo> belongs)
    {
        var ranges = new List<TrainableRange>();
        foreach (ParameterInfo info in infos)
        {
            if (!belongs(info)) continue;
            var range = new TrainableRange(info.Offset, info.PaddedLength) { L1 = info.L1, L2 = info.L2, Decay = info.Decay };
            if (ranges.Count > 0 && ranges[^1] is var last && last with { Start = range.Start, Length = range.Length } == range
                && last.Start + last.Length == range.Start)
                ranges[^1] = last with { Length = last.Length + range.Length };
            else
                ranges.Add(range);
        }
        return ranges.ToArray();
    }
}
