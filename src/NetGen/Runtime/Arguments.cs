using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>Checks of what a caller hands to a network, with messages that say both lengths.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    /// <summary>How many samples <paramref name="length"/> values are.</summary>
    /// <exception cref="ArgumentException">They are not a whole number of samples.</exception>
    public static int Samples(int length, int perSample, string name)
    {
        if (length == perSample) return 1;      // a division takes as long as a small layer
        int samples = length / perSample;
        if (samples * perSample != length)
            throw new ArgumentException($"{name} has {length} values; it must hold n·{perSample}, {perSample} a sample.", name);
        return samples;
    }

    /// <summary>How many samples x has, at least one, as x is to be learned from.</summary>
    /// <exception cref="ArgumentException">They are not a whole number of samples, or none.</exception>
    internal static int SomeSamples(int length, int perSample, string name)
    {
        if (length == 0) throw new ArgumentException($"{name} is empty; it must hold n·{perSample} values, n ≥ 1.", name);
        return Samples(length, perSample, name);
    }

    /// <summary>Requires that <paramref name="length"/> values belong to <paramref name="samples"/> samples.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Match(int length, int perSample, string name, int samples, string otherName)
    {
        if (length != (long)samples * perSample) ThrowMatch(length, perSample, name, samples, otherName);
    }

    /// <summary>Requires exactly one sample.</summary>
    /// <exception cref="ArgumentException">x has another length.</exception>
    public static void One(int length, int perSample, string name)
    {
        if (length != perSample) ThrowOne(length, perSample, name);
    }

    /// <summary>Requires sample weights to be absent or one per sample, finite and not negative.</summary>
    internal static void Weights(ReadOnlySpan<float> weights, int samples, string otherName)
    {
        const string Name = "sampleWeights";
        if (weights.IsEmpty) return;
        if (weights.Length != samples)
            throw new ArgumentException(
                $"{Name} has {weights.Length} values and {otherName} has {samples} samples; give one weight per sample, or none at all.",
                Name);
        if (Finite.IndexOutside(weights, float.MaxValue) is >= 0 and int i)
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Name}[{i}] is {weights[i]}; a sample weight is a finite number, 0 or above. Give a sample that is not to count 0."),
                Name);
    }

    /// <summary>Requires targets that are probabilities.</summary>
    internal static void Probabilities(ReadOnlySpan<float> targets, string name)
    {
        if (Finite.IndexOutside(targets, 1) is >= 0 and int i)
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{name}[{i}] is {targets[i]}; targets of this loss are probabilities, from 0 to 1. ") +
                "Bring them there (labels of −1 and 1 by (t + 1)/2), or use a loss for other values, such as MeanSquaredError.", name);
    }

    /// <summary>Requires every class index to be one, or the one that is ignored. In memory someone else can write that is not enough: see
    /// NetworkCore.TakeIndices.</summary>
    /// <param name="indices">Class indices.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="name">The caller's parameter.</param>
    /// <param name="ignored">The index whose samples do not count.</param>
    /// <param name="first">Where in the caller's parameter they begin.</param>
    /// <exception cref="ArgumentException">One is no class.</exception>
    internal static void ClassIndices(ReadOnlySpan<int> indices, int classes, string name, int? ignored = null, int first = 0)
    {
        for (int i = indices.IndexOfAnyExceptInRange(0, classes - 1); i >= 0 && i < indices.Length; i++)
        {
            int index = indices[i];
            if ((uint)index >= (uint)classes && index != ignored)
                throw new ArgumentException(
                    $"{name}[{first + i}] is {index}; class indices go from 0 to "
                    + $"{classes - 1}{(ignored is null ? "" : $", and {ignored} is ignored")}.", name);
        }
    }

    /// <summary>Requires that output does not overwrite input, which may be class indices.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    internal static void Apart<T>(ReadOnlySpan<T> input, ReadOnlySpan<float> output, string inputName, string outputName)
        where T : unmanaged
    {
        if (MemoryMarshal.Cast<T, float>(input).Overlaps(output))
            throw new ArgumentException($"{outputName} overlaps {inputName}; give it memory of its own.", outputName);
    }

    [DoesNotReturn]
    private static void ThrowOne(int length, int perSample, string name) => throw new ArgumentException(
        $"{name} has {length} values; one sample has {perSample}. For many samples at once use the Predict that fills a span.", name);

    [DoesNotReturn]
    private static void ThrowMatch(int length, int perSample, string name, int samples, string otherName) => throw new ArgumentException(
        $"{name} has {length} values; for the {samples} samples in {otherName} it must hold "
        + $"{samples}·{perSample} = {(long)samples * perSample}.", name);
}
