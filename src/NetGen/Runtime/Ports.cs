using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// What a network takes and gives, with the names its methods have for it. The methods of a network with one input and one output say x, y
/// and t; those of others are named after the members: <c>Click</c> has the output click, the target clickTarget and the gradient
/// clickGradient.
/// </summary>
internal sealed unsafe class Ports
{
    internal readonly InputInfo[] Inputs;
    internal readonly OutputInfo[] Outputs;

    /// <summary>The outputs that have a loss, in order: target and loss k are those of output <c>Losses[k]</c>.</summary>
    internal readonly int[] Losses;

    internal readonly string[] InputNames, OutputNames, TargetNames, InputGradientNames, OutputGradientNames;

    internal Ports(NetworkInfo info)
    {
        Inputs = [.. info.Inputs];
        Outputs = [.. info.Outputs];
        var losses = new List<int>();
        for (int i = 0; i < Outputs.Length; i++)
            if (Outputs[i].TargetType != TargetType.None) losses.Add(i);
        Losses = [.. losses];
        IsSingle = Inputs.Length == 1 && Outputs.Length == 1;
        InputNames = Array.ConvertAll(Inputs, input => IsSingle ? "x" : Parameter(input.Name));
        OutputNames = Array.ConvertAll(Outputs, output => IsSingle ? "y" : Parameter(output.Name));
        TargetNames = Array.ConvertAll(Losses, output => IsSingle ? "t" : OutputNames[output] + "Target");
        InputGradientNames = Array.ConvertAll(InputNames, name => IsSingle ? "dx" : name + "Gradient");
        OutputGradientNames = Array.ConvertAll(OutputNames, name => IsSingle ? "dy" : name + "Gradient");
    }

    /// <summary>Whether names need not tell inputs or outputs apart.</summary>
    internal bool IsSingle { get; }

    /// <summary>The output whose target and loss are number <paramref name="loss"/>.</summary>
    internal OutputInfo OfLoss(int loss) => Outputs[Losses[loss]];

    /// <summary>How many samples the inputs have, all as many.</summary>
    /// <exception cref="ArgumentException">One is not a whole number of samples, or has fewer or more than the first.</exception>
    internal int Samples(Lent<float>* x, bool some)
    {
        string first = InputNames[0];
        int samples = some ? Arguments.SomeSamples(x[0].Length, Inputs[0].Length, first)
            : Arguments.Samples(x[0].Length, Inputs[0].Length, first);
        for (int i = 1; i < Inputs.Length; i++) Arguments.Match(x[i].Length, Inputs[i].Length, InputNames[i], samples, first);
        return samples;
    }

    /// <summary>Requires targets of so many samples, and class indices and probabilities that are such.</summary>
    internal void CheckTargets(Lent<float>* t, int samples, string otherName)
    {
        for (int i = 0; i < Losses.Length; i++)
        {
            OutputInfo output = OfLoss(i);
            Arguments.Match(t[i].Length, output.TargetLength, TargetNames[i], samples, otherName);
            if (output.TargetType == TargetType.Indices)
                Arguments.ClassIndices(MemoryMarshal.Cast<float, int>(t[i].Span), output.Classes, TargetNames[i], output.IgnoreIndex);
            else if (output.TargetsAreProbabilities) Arguments.Probabilities(t[i].Span, TargetNames[i]);
        }
    }

    private static string Parameter(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
