using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Compares gradients with central differences, (f(p + h) − f(p − h)) / 2h, both in double precision: those of the loss by Backward, and those of
/// Σ dy·y for a random dy by BackwardFrom, which gives the input's too. Dropout draws the same mask each time.
/// </summary>
/// <typeparam name="TKernels">The network's code in double precision.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
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
    private readonly AlignedBlock<double> parameters, gradients, tape;
    private readonly double[] x, targets, dy, dx;
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
        x = Draw(Samples * info.InputLength, -1, 1);
        dy = Draw(Samples * info.OutputLength, -1, 1);
        dx = new double[x.Length];
        targets = Targets();
        indices = new int[info.TargetType == TargetType.Indices ? Samples * info.TargetLength : 0];
        for (int i = 0; i < indices.Length; i++) indices[i] = (int)(Draw() * info.Classes);
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
            TKernels.Backward(ref parameters.Start, ref x[0], ref tape.Start, Capacity, 0, Samples, ref gradients.Start, accumulate: false);
            double[] fromLoss = gradients.Span.ToArray();
            foreach (Parameter parameter in Learnt) entries.Add(Compare(parameter, fromLoss, Loss, ""));
        }

        Product();
        TKernels.Prepare(ref parameters.Start, ref tape.Start, Capacity);
        TKernels.BackwardFrom(
            ref parameters.Start, ref x[0], ref dy[0], ref dx[0], ref tape.Start, Capacity, 0, Samples, ref gradients.Start,
            accumulate: false, forParameters: true, forInput: true);
        double[] fromProduct = gradients.Span.ToArray();
        foreach (Parameter parameter in Learnt) entries.Add(Compare(parameter, fromProduct, Product, " from dy"));
        int count = Math.Min(x.Length, ValuesInAll / 2);
        entries.Add(Compare("input", x, dx, Enumerable.Range(0, count).Select(i => (int)((long)i * x.Length / count)), Product));
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

    private void Forward() =>
        TKernels.Forward(ref parameters.Start, ref x[0], ref tape.Start, Capacity, 0, Samples, dropoutSeed, 0, 0, training: true);

    /// <summary>The mean loss of the samples, times the loss's weight.</summary>
    private double Loss()
    {
        Forward();
        for (int i = 0; i < Samples; i++) At(layout.Scale, i) = info.LossWeight / Samples;
        if (info.TargetType == TargetType.Indices) TKernels.LossOfIndices(ref indices[0], ref tape.Start, Capacity, 0, Samples);
        else TKernels.Loss(ref targets[0], ref tape.Start, Capacity, 0, Samples);
        double sum = 0;
        for (int i = 0; i < Samples; i++) sum += At(layout.Loss, i);
        return info.LossWeight * sum / Samples;
    }

    /// <summary>Σ dy·y.</summary>
    private double Product()
    {
        Forward();
        double sum = 0;
        for (int i = 0; i < Samples; i++)
            for (int j = 0; j < info.OutputLength; j++)
                sum += dy[i * info.OutputLength + j] * Unsafe.Add(ref At(layout.Output, i), j);
        return sum;
    }

    private ref double At(TapeRegion region, int row) => ref Unsafe.Add(ref tape.Start, (nint)Capacity * region.Offset + (nint)row * region.Stride);

    /// <summary>Targets the loss has a meaning for: probabilities, distributions, or any values.</summary>
    private double[] Targets()
    {
        int length = info.TargetType == TargetType.Values ? Samples * info.TargetLength : 0;
        if (info.Accuracy == AccuracyKind.None) return Draw(length, -1, 1);
        double[] values = Draw(length, 0.1, 0.9);
        if (info.Accuracy == AccuracyKind.Class)
            for (int first = 0; first < length; first += info.TargetLength)
            {
                double sum = values.AsSpan(first, info.TargetLength).ToArray().Sum();
                for (int j = 0; j < info.TargetLength; j++) values[first + j] /= sum;
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
