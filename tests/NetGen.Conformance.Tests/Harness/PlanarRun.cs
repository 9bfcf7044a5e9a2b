using System.Reflection;
using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>What one instruction set's code says about a batch of a network with several inputs or outputs: every plane, by name.</summary>
internal sealed class PlanarRun
{
    /// <summary>Samples and gradients by numbers drawn from a name, so that each plane has its own.</summary>
    private static float[] Draw(string name, int length)
    {
        var values = new float[length];
        int seed = name.Sum(letter => letter) * 31;
        for (int i = 0; i < length; i++) values[i] = (float)Philox.Uniform((ulong)seed, 1, 0, 0, i) * 2 - 1;
        return values;
    }

    public Dictionary<string, float[]> Values { get; } = [];

    private static NetworkCore Core(object network) => (NetworkCore)network.GetType().GetField("core", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(network)!;

    /// <summary>Runs all entry points. The tape is full of NaN at the start: whatever is read before it is written shows.</summary>
    public static PlanarRun Of<TNetwork>(Isa isa, int samples) where TNetwork : class, INetwork<TNetwork>
    {
        var run = new PlanarRun();
        var description = (NetworkDescription)typeof(TNetwork).GetField("description", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        (NetworkInfo info, NetworkLayout layout) = (description.Info, description.Layout);
        NetworkPlanes planes = layout.Planes!;
        var kernels = new TargetKernels(typeof(TNetwork), isa);
        int capacity = (samples + 15) / 16 * 16;
        nuint rows = (nuint)capacity, count = (nuint)samples;
        var parameters = new Guarded(Core(TNetwork.Create(1)).Block.Span);
        var tape = new Guarded((int)layout.TapeLength(capacity), float.NaN);
        Span<float> Plane(TapeRegion region, int length) => tape.Span.Slice(capacity * region.Offset, samples * length);
        string what = $"{info.Name} on {isa} with {samples} samples";

        // Predict: planes of PredictBlock rows, one behind the other.
        int block = layout.PredictBlock, at = 0, predicted = Math.Min(samples, block);
        var x = new Guarded(block * info.InputLength, float.NaN);
        var y = new Guarded(block * info.OutputLength, float.NaN);
        var arena = new Guarded(layout.PredictArena, float.NaN);
        foreach (InputInfo input in info.Inputs)
        {
            Draw(input.Name, samples * input.Length).AsSpan(0, predicted * input.Length).CopyTo(x.Span[at..]);
            at += block * input.Length;
        }
        kernels.Predict(ref parameters.Start, ref x.Start, ref y.Start, ref arena.Start, (nuint)predicted);
        at = 0;
        foreach (OutputInfo output in info.Outputs)
        {
            run.Values.Add("Predict " + output.Name, y.Span.Slice(at, predicted * output.Length).ToArray());
            at += block * output.Length;
        }

        var gradients = new Guarded(layout.ParameterBlock, 0);
        Forward();
        for (int i = 0; i < info.Outputs.Count; i++)
        {
            OutputInfo output = info.Outputs[i];
            run.Values.Add("Forward " + output.Name, Plane(planes.Outputs[i].Values, output.Length).ToArray());
            if (output.TargetType == TargetType.None) continue;
            float[] targets = Draw(output.Name + " targets", samples * output.TargetLength);
            for (int j = 0; j < targets.Length; j++) targets[j] = output.TargetType == TargetType.Indices ? (int)((targets[j] + 1) / 2 * output.Classes) : targets[j] > 0 ? 1 : 0;
            targets.CopyTo(Plane(planes.Outputs[i].Targets, output.TargetLength));
            Plane(planes.Outputs[i].Scale, 1).Fill((float)output.LossWeight / samples);
        }
        kernels.Loss!(ref tape.Start, ref tape.Start, rows, 0, count);
        for (int i = 0; i < info.Outputs.Count; i++)
            if (info.Outputs[i].TargetType != TargetType.None) run.Values.Add("Loss " + info.Outputs[i].Name, Plane(planes.Outputs[i].Loss, 1).ToArray());
        kernels.Prepare(ref parameters.Start, ref tape.Start, rows);
        kernels.Backward!(ref parameters.Start, ref tape.Start, ref tape.Start, rows, 0, count, ref gradients.Start, accumulate: false);
        run.Values.Add("gradients from the loss", gradients.Span.ToArray());

        Forward();
        for (int i = 0; i < info.Outputs.Count; i++)
            Draw(info.Outputs[i].Name + " gradient", samples * info.Outputs[i].Length).CopyTo(Plane(planes.Outputs[i].Gradient, info.Outputs[i].Length));
        kernels.BackwardFrom(
            ref parameters.Start, ref tape.Start, ref tape.Start, ref tape.Start, ref tape.Start, rows, 0, count, ref gradients.Start,
            accumulate: false, forParameters: true, forInput: true);
        run.Values.Add("gradients from dy", gradients.Span.ToArray());
        for (int i = 0; i < info.Inputs.Count; i++)
            run.Values.Add("gradient of " + info.Inputs[i].Name, Plane(planes.Inputs[i].Gradient, info.Inputs[i].Length).ToArray());
        foreach (Guarded memory in (Guarded[])[parameters, tape, x, y, arena, gradients]) memory.AssertFenceStands(what);
        foreach ((string name, float[] values) in run.Values) Assert.All(values, value => Assert.False(float.IsNaN(value), $"{what}: {name} is not a number"));
        return run;

        void Forward()
        {
            for (int i = 0; i < info.Inputs.Count; i++) Draw(info.Inputs[i].Name, samples * info.Inputs[i].Length).CopyTo(Plane(planes.Inputs[i].Values, info.Inputs[i].Length));
            kernels.Forward(ref parameters.Start, ref tape.Start, ref tape.Start, rows, 0, count, 1, 0, 0, training: true);
        }
    }
}
