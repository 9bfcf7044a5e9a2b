using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Compares gradients with central differences, (f(p + h) − f(p − h)) / 2h, both in double precision: those of the loss by Backward, and those of
/// Σ dy·y for a random dy by BackwardFrom, which gives the input's too. Dropout draws the same mask each time.
/// </summary>
/// <typeparam name="TKernels">The network's code in double precision.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public sealed class GradientChecker<TKernels> where TKernels : struct, INetworkKernels<double>
{
    private const int Samples = 5, Capacity = 16;
    private const int ValuesInAll = 400, ValuesAtLeast = 8;
    private const double Step = 1e-5, Floor = 1e-2, Tolerance = 1e-6;

    private readonly NetworkInfo info;
    private readonly NetworkLayout layout;
    private readonly ParameterSet set;
    private readonly ulong seed;
    private readonly ulong dropoutSeed;
    private readonly AlignedBlock<double> parameters, gradients, tape, squares = new(Tape.SquaresAPart);
    private readonly InputInfo[] inputs;
    private readonly OutputInfo[] outputs;
    private readonly OutputPlanes[] outputPlaces;
    private readonly double[][] x, dx, dy, targets;
    private readonly int[] indices;
    private int drawn;

    private GradientChecker(NetworkCore network, ulong seed)
    {
        info = network.Info;
        layout = network.Layout;
        set = network.Parameters;
        dropoutSeed = network.Seed;
        this.seed = seed;
        parameters = new AlignedBlock<double>(layout.ParameterBlock);
        gradients = new AlignedBlock<double>(layout.ParameterBlock);
        tape = new AlignedBlock<double>(layout.TapeLength(Capacity));
        for (int i = 0; i < layout.ParameterBlock; i++) parameters.Span[i] = network.Block.Span[i];
        inputs = [.. info.Inputs];
        outputs = [.. info.Outputs];
        outputPlaces = layout.Planes?.Outputs ?? [new OutputPlanes(layout.Output, default) { Scale = layout.Scale, Loss = layout.Loss }];
        x = Array.ConvertAll(inputs, input => Draw(Samples * input.Length, -1, 1));
        dy = Array.ConvertAll(outputs, output => Draw(Samples * output.Length, -1, 1));
        dx = Array.ConvertAll(x, values => new double[values.Length]);
        targets = Array.ConvertAll(outputs, Targets);
        indices = layout.Planes is null && info.TargetType == TargetType.Indices ? Array.ConvertAll(targets[0], index => (int)index) : [];
    }

    /// <summary>Runs the check.</summary>
    public static GradientCheck Run(NetworkCore network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new GradientChecker<TKernels>(network, seed).Run();
    }

    private GradientCheck Run()
    {
        var entries = new List<GradientCheckEntry>();
        if (info.TargetType != TargetType.None)
        {
            Loss();
            TKernels.Prepare(ref parameters.Start, ref tape.Start, Capacity);
            TKernels.BackwardRows(ref parameters.Start, ref Start(x), ref tape.Start, Capacity, 0, Samples);
            TKernels.BackwardSums(ref Start(x), ref tape.Start, Capacity, 0, Samples, ref gradients.Start, ref squares.Start, accumulate: false, part: 0, parts: 1);
            double[] fromLoss = gradients.Span.ToArray();
            foreach (Parameter parameter in Learnt) entries.Add(Compare(parameter, fromLoss, Loss, ""));
        }

        Product();
        TKernels.Prepare(ref parameters.Start, ref tape.Start, Capacity);
        if (layout.Planes is { } planes)
            for (int i = 0; i < outputs.Length; i++) dy[i].CopyTo(Plane(planes.Outputs[i].Gradient, dy[i].Length));
        TKernels.BackwardFrom(
            ref parameters.Start, ref Start(x), ref Start(dy), ref Start(dx), ref tape.Start, Capacity, 0, Samples, ref gradients.Start, ref squares.Start,
            accumulate: false, forParameters: true, forInput: true);
        if (layout.Planes is not null)
            for (int i = 0; i < inputs.Length; i++) Plane(layout.Planes.Inputs[i].Gradient, dx[i].Length).CopyTo(dx[i]);
        double[] fromProduct = gradients.Span.ToArray();
        foreach (Parameter parameter in Learnt) entries.Add(Compare(parameter, fromProduct, Product, " from dy"));
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] values = x[i];
            int count = Math.Min(values.Length, ValuesInAll / 2 / inputs.Length);
            entries.Add(Compare(
                info.IsSimple ? "input" : inputs[i].Name, values, dx[i], Enumerable.Range(0, count).Select(n => (int)((long)n * values.Length / count)), Product));
        }
        return new GradientCheck(entries, Tolerance);
    }

    /// <summary>Frozen parameters have no gradient: no code computes one.</summary>
    private IEnumerable<Parameter> Learnt => set.Where(parameter => parameter.Trainable);

    private GradientCheckEntry Compare(Parameter parameter, double[] gradient, Func<double> function, string suffix)
    {
        int count = Math.Min(parameter.Length, Math.Max(ValuesAtLeast, ValuesInAll / set.Count));
        int columns = parameter.Info.Columns;
        IEnumerable<int> places = Enumerable.Range(0, count).Select(i =>
        {
            // One of each stretch of the parameter, so that all of it is sampled.
            long first = (long)i * parameter.Length / count, end = (long)(i + 1) * parameter.Length / count;
            int element = (int)(first + (long)(Draw() * (end - first)));
            return parameter.Info.IndexOf(element / columns, element % columns);
        }).ToArray();
        return Compare(parameter.Name + suffix, null, gradient, places, function);
    }

    private GradientCheckEntry Compare(string name, double[]? variables, double[] gradient, IEnumerable<int> places, Func<double> function)
    {
        double worst = 0;
        int compared = 0, skipped = 0;
        foreach (int place in places)
        {
            ref double variable = ref variables is null ? ref parameters.Span[place] : ref variables[place];
            double error = Error(ref variable, gradient[place], function, Step, out bool kink);
            if (error > Tolerance) error = Error(ref variable, gradient[place], function, Step / 16, out kink);    // a kink nearby may be out of reach of a smaller step
            if (error > Tolerance && kink)
            {
                skipped++;
                continue;
            }
            compared++;
            worst = double.IsNaN(error) ? error : Math.Max(worst, error);
            if (double.IsNaN(worst)) break;
        }
        return new GradientCheckEntry(name, worst, compared, skipped);
    }

    /// <param name="variable">What is varied; left as it was.</param>
    /// <param name="gradient">What the difference should be.</param>
    /// <param name="function">What is differentiated.</param>
    /// <param name="step">h.</param>
    /// <param name="kink">Whether the slopes on both sides differ, which a smooth function's do not by more than about h.</param>
    private static double Error(ref double variable, double gradient, Func<double> function, double step, out bool kink)
    {
        double value = variable;
        variable = value + step;
        double above = function(), right = variable - value;
        variable = value - step;
        double below = function(), left = value - variable;
        variable = value;
        double here = function();
        double difference = (above - below) / (right + left);
        double slopeAbove = (above - here) / right, slopeBelow = (here - below) / left;
        kink = Math.Abs(slopeAbove - slopeBelow) > 1e-3 * Math.Max(Floor, Math.Max(Math.Abs(slopeAbove), Math.Abs(slopeBelow)));
        return Math.Abs(gradient - difference) / Math.Max(Floor, Math.Max(Math.Abs(gradient), Math.Abs(difference)));
    }

    private void Forward()
    {
        if (layout.Planes is { } planes)
            for (int i = 0; i < inputs.Length; i++) x[i].CopyTo(Plane(planes.Inputs[i].Values, x[i].Length));
        TKernels.Forward(ref parameters.Start, ref Start(x), ref tape.Start, Capacity, 0, Samples, dropoutSeed, 0, 0, training: true, outputs: true);
    }

    /// <summary>The mean loss of the samples, times the loss's weight; of several losses their sum.</summary>
    private double Loss()
    {
        Forward();
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].TargetType == TargetType.None) continue;
            for (int m = 0; m < Samples; m++) At(outputPlaces[i].Scale, m) = outputs[i].LossWeight / Samples;
            if (layout.Planes is not null) targets[i].CopyTo(Plane(outputPlaces[i].Targets, targets[i].Length));
        }
        if (indices.Length > 0) TKernels.LossOfIndices(ref indices[0], ref tape.Start, Capacity, 0, Samples);
        else TKernels.Loss(ref Start(targets), ref tape.Start, Capacity, 0, Samples);
        double total = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].TargetType == TargetType.None) continue;
            double sum = 0;
            for (int m = 0; m < Samples; m++) sum += At(outputPlaces[i].Loss, m);
            total += outputs[i].LossWeight * sum / Samples;
        }
        return total;
    }

    /// <summary>Σ dy·y over all outputs.</summary>
    private double Product()
    {
        Forward();
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
            for (int m = 0; m < Samples; m++)
                for (int j = 0; j < outputs[i].Length; j++)
                    sum += dy[i][m * outputs[i].Length + j] * Unsafe.Add(ref At(outputPlaces[i].Values, m), j);
        return sum;
    }

    /// <summary>What kernels are given: the rows, or anything where rows are in planes on the tape.</summary>
    private ref double Start(double[][] rows) => ref layout.Planes is null ? ref rows[0][0] : ref tape.Start;

    private Span<double> Plane(TapeRegion region, int length) => tape.Span.Slice(Capacity * region.Offset, length);

    private ref double At(TapeRegion region, int row) => ref Unsafe.Add(ref tape.Start, (nint)Capacity * region.Offset + (nint)row * region.Stride);

    /// <summary>Targets the loss has a meaning for: class indices, probabilities, distributions, or any values.</summary>
    private double[] Targets(OutputInfo output)
    {
        int length = Samples * output.TargetLength;
        if (output.TargetType == TargetType.Indices) return Array.ConvertAll(Draw(length, 0, output.Classes), Math.Floor);
        if (output.Accuracy == AccuracyKind.None) return Draw(length, -1, 1);
        double[] values = Draw(length, 0.1, 0.9);
        if (output.Accuracy == AccuracyKind.Class)
            for (int first = 0; first < length; first += output.TargetLength)
            {
                double sum = values.AsSpan(first, output.TargetLength).ToArray().Sum();
                for (int j = 0; j < output.TargetLength; j++) values[first + j] /= sum;
            }
        return values;
    }

    private double[] Draw(int length, double from, double to)
    {
        var values = new double[length];
        for (int i = 0; i < length; i++) values[i] = from + Draw() * (to - from);
        return values;
    }

    private double Draw() => Philox.Uniform(seed, Philox.ShuffleStream, ulong.MaxValue, 0, drawn++);
}
