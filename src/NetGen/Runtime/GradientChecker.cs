using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Compares gradients with central differences, (f(p + h) − f(p − h)) / 2h, both in double precision: those of the loss by Backward, and
/// those of Σ dy·y for a random dy by BackwardFrom, which gives the input's too. Dropout draws the same mask each time.
/// </summary>
/// <typeparam name="TKernels">The network's code in double precision.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public sealed unsafe class GradientChecker<TKernels> where TKernels : struct, INetworkKernels<double>
{
    private const int Samples = 5;
    private const int ValuesInAll = 400, ValuesAtLeast = 8;
    private const double Step = 1e-5, Floor = 1e-2, Tolerance = 1e-6;

    private readonly Ports ports;
    private readonly NetworkLayout layout;
    private readonly ParameterSet set;
    private readonly ulong seed;
    private readonly AlignedBlock<double> parameters, gradients, tape, squares = new(Tape.SquaresAPart);
    private readonly AlignedBlock<double>[] x, dx, dy, targets;
    private readonly AlignedBlock<Lent<double>> lent = new(4 * Slots.Most);
    private readonly Call<double> call;
    private int drawn;

    private GradientChecker(NetworkCore network, ulong seed)
    {
        ports = new Ports(network.Info);
        layout = network.Layout;
        set = network.Parameters;
        this.seed = seed;
        parameters = new AlignedBlock<double>(layout.ParameterBlock);
        gradients = new AlignedBlock<double>(layout.ParameterBlock);
        int capacity = layout.TapeCapacity(Samples);
        tape = new AlignedBlock<double>(layout.TapeLength(capacity));
        for (int i = 0; i < layout.ParameterBlock; i++) parameters.Span[i] = network.Block.Span[i];
        x = Array.ConvertAll(ports.Inputs, input => Draw(Samples * input.Length, -1, 1));
        dy = Array.ConvertAll(ports.Outputs, output => Draw(Samples * output.Length, -1, 1));
        dx = Array.ConvertAll(x, values => new AlignedBlock<double>(values.Length));
        targets = Array.ConvertAll(ports.Losses, output => Targets(ports.Outputs[output]));
        call = new Call<double>
        {
            ParametersAt = parameters.Address, GradientsAt = gradients.Address, SquaresAt = squares.Address, MemoryAt = tape.Address,
            Inputs = Lend(x, 0), OutputGradients = Lend(dy, 1), InputGradients = Lend(dx, 2), Targets = Lend(targets, 3),
            Capacity = (nuint)capacity, Samples = Samples, Parts = 1, Seed = network.Seed,
            Training = true, ForOutputs = true, ForParameters = true, ForInput = true,
        };
    }

    private Lent<double>* Lend(AlignedBlock<double>[] blocks, int group)
    {
        Lent<double>* rows = lent.Address + group * Slots.Most;
        for (int i = 0; i < blocks.Length; i++) rows[i] = new Lent<double>(blocks[i].Address, blocks[i].Length);
        return rows;
    }

    /// <summary>Runs the check.</summary>
    public static GradientCheck Run(NetworkCore network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var checker = new GradientChecker<TKernels>(network, seed);
        GradientCheck check = checker.Run();
        GC.KeepAlive(checker);    // the addresses of a call keep nothing alive
        return check;
    }

    private GradientCheck Run()
    {
        var entries = new List<GradientCheckEntry>();
        if (ports.Losses.Length > 0)
        {
            Loss();
            TKernels.TransposeWeights(in call);
            TKernels.BackwardPerSample(in call);
            TKernels.AccumulateParameterGradients(in call);
            double[] fromLoss = gradients.Span.ToArray();
            foreach (Parameter parameter in Learned) entries.Add(Compare(parameter, fromLoss, Loss, ""));
        }

        Product();
        TKernels.TransposeWeights(in call);
        TKernels.BackwardFrom(in call);
        double[] fromProduct = gradients.Span.ToArray();
        foreach (Parameter parameter in Learned) entries.Add(Compare(parameter, fromProduct, Product, " from dy"));
        for (int i = 0; i < x.Length; i++)
        {
            AlignedBlock<double> values = x[i];
            int count = Math.Min(values.Length, ValuesInAll / 2 / x.Length);
            entries.Add(Compare(
                ports.IsSingle ? "input" : ports.Inputs[i].Name, values, dx[i].Span.ToArray(),
                Enumerable.Range(0, count).Select(n => (int)((long)n * values.Length / count)), Product));
        }
        return new GradientCheck(entries, Tolerance);
    }

    /// <summary>Frozen parameters have no gradient: no code computes one.</summary>
    private IEnumerable<Parameter> Learned => set.Where(parameter => parameter.Trainable);

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
        return Compare(parameter.Name + suffix, parameters, gradient, places, function);
    }

    private static GradientCheckEntry Compare(
        string name, AlignedBlock<double> variables, double[] gradient, IEnumerable<int> places, Func<double> function)
    {
        double worst = 0;
        int compared = 0, skipped = 0;
        foreach (int place in places)
        {
            ref double variable = ref variables.Span[place];
            double error = Error(ref variable, gradient[place], function, Step, out bool kink);
            // a kink nearby may be out of reach of a smaller step
            if (error > Tolerance) error = Error(ref variable, gradient[place], function, Step / 16, out kink);
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

    /// <summary>The mean loss of the samples, times the loss's weight; of several losses their sum.</summary>
    private double Loss()
    {
        TKernels.Forward(in call);
        for (int i = 0; i < targets.Length; i++)
        {
            OutputRegions regions = layout.Outputs[ports.Losses[i]];
            for (int m = 0; m < Samples; m++) At(regions.Scale, m) = ports.OfLoss(i).LossWeight / Samples;
            if (ports.OfLoss(i).TargetType == TargetType.Indices)
                targets[i].Span.CopyTo(tape.Span[((int)call.Capacity * regions.Indices.Offset)..]);
        }
        TKernels.Loss(in call);
        double total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double sum = 0;
            for (int m = 0; m < Samples; m++) sum += At(layout.Outputs[ports.Losses[i]].Loss, m);
            total += ports.OfLoss(i).LossWeight * sum / Samples;
        }
        return total;
    }

    /// <summary>Σ dy·y over all outputs.</summary>
    private double Product()
    {
        TKernels.Forward(in call);
        double sum = 0;
        for (int i = 0; i < dy.Length; i++)
            for (int j = 0; j < dy[i].Length; j++) sum += dy[i].Span[j] * Unsafe.Add(ref At(layout.Outputs[i].Values, 0), j);
        return sum;
    }

    private ref double At(TapeRegion region, int row) =>
        ref Unsafe.Add(ref tape.Start, (nint)call.Capacity * region.Offset + (nint)row * region.Stride);

    /// <summary>Targets the loss has a meaning for: class indices, probabilities, distributions, or any values.</summary>
    private AlignedBlock<double> Targets(OutputInfo output)
    {
        int length = Samples * output.TargetLength;
        AlignedBlock<double> block = output.TargetType == TargetType.Indices ? Draw(length, 0, output.Classes)
            : output.Accuracy == AccuracyKind.None ? Draw(length, -1, 1) : Draw(length, 0.1, 0.9);
        Span<double> values = block.Span;
        if (output.TargetType == TargetType.Indices)
            foreach (ref double value in values) value = Math.Floor(value);
        else if (output.Accuracy == AccuracyKind.Class)
            for (int first = 0; first < length; first += output.TargetLength)
            {
                double sum = values.Slice(first, output.TargetLength).ToArray().Sum();
                for (int j = 0; j < output.TargetLength; j++) values[first + j] /= sum;
            }
        return block;
    }

    private AlignedBlock<double> Draw(int length, double from, double to)
    {
        var block = new AlignedBlock<double>(length);
        foreach (ref double value in block.Span) value = from + Draw() * (to - from);
        return block;
    }

    private double Draw() => Philox.Uniform(seed, Philox.ShuffleStream, ulong.MaxValue, 0, drawn++);
}
