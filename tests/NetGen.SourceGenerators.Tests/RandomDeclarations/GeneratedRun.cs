using System.Runtime.InteropServices;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Tests;
using NetGen.Conformance;
using NetGen.Runtime;
using TapeRegion = NetGen.Compiler.Memory.TapeRegion;

namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>All entry points of one instruction set's compiled code, on the numbers of a trial.</summary>
internal static unsafe class GeneratedRun
{
    public static Trial.Results<float> Of(Type type, Isa isa, Trial trial)
    {
        (NetworkPlan plan, MemoryMap memory) = (trial.Network.Plan, trial.Network.Memory);
        var kernels = new TargetKernels(type, isa, memory);
        int samples = trial.Samples, capacity = (samples + 15) / 16 * 16;
        int[] inputs = [.. plan.Inputs.Select(port => port.Shape.Length)], outputs = [.. plan.Outputs.Select(port => port.Shape.Length)];
        int[] losses = [.. plan.Outputs.Where(port => port.Loss is not null).Select(port => port.Loss!.TargetLength)];
        var lent = new List<Array>();       // alive until the end
        float[] parameters = Pinned(Numbers.Pack(plan, trial.Parameters).Floats()), squares = Pinned(new float[16]);
        float[] fromLoss = Pinned(new float[plan.ParameterBlock]), fromOutput = Pinned(new float[plan.ParameterBlock]);
        float[] arena = Unwritten(Math.Max(1, memory.PredictArena)), tape = Unwritten(capacity * memory.TapePerSample + memory.TapeFixed);
        float[][] predicted = Rows(new float[samples * outputs.Sum()], outputs), dx = Rows(new float[samples * inputs.Sum()], inputs);
        float[][] targets = Rows(trial.Targets.Floats(), losses);
        var call = new Call<float>
        {
            ParametersAt = At(parameters), MemoryAt = At(tape), SquaresAt = At(squares), Inputs = Lend(Rows(trial.X.Floats(), inputs)),
            Targets = Lend(targets),
            OutputGradients = Lend(Rows(trial.Dy.Floats(), outputs)), InputGradients = Lend(dx), Outputs = Lend(predicted),
            Capacity = (nuint)capacity, Samples = (nuint)samples, Parts = 1,
            Seed = Trial.Seed, Step = Trial.TrainingStep, ForOutputs = true, ForParameters = true, ForInput = true,
        };

        kernels.Predict(call with { MemoryAt = At(arena) });
        kernels.Forward(call);
        float[] output = [.. memory.Outputs.SelectMany(port => Plane(port.Region).ToArray())], lossOfEach = [];
        if (trial.Network.Fused.Loss is not null)
        {
            foreach ((LossMemory loss, float[] rows) in memory.Losses.Zip(targets))
            {
                trial.Scales.Floats().CopyTo(Plane(loss.Scale));
                if (loss.Indices is { } region) rows.CopyTo(Plane(region));
            }
            kernels.Loss!(call);
            lossOfEach = [.. memory.Losses.SelectMany(loss => Plane(loss.Loss).ToArray())];
            kernels.TransposeWeights(call);
            kernels.Backward!(call with { GradientsAt = At(fromLoss) });
        }
        kernels.TransposeWeights(call);
        kernels.BackwardFrom(call with { GradientsAt = At(fromOutput) });
        GC.KeepAlive(lent);
        return new(All(predicted), output, lossOfEach, fromLoss, fromOutput, All(dx));

        Span<float> Plane(TapeRegion region) => tape.AsSpan(capacity * region.Offset, samples * region.Stride);

        float[] Unwritten(int length)
        {
            float[] memory = Pinned(new float[length]);
            Array.Fill(memory, float.NaN);
            return memory;
        }

        // Memory of its own for each port: what runs past the end of one must not matter.
        float[][] Rows(float[] all, int[] lengths)
        {
            int start = 0;
            return [.. lengths.Select(length => Pinned(all[start..(start += samples * length)]))];
        }

        Lent<float>* Lend(float[][] ports)
        {
            Lent<float>[] table = GC.AllocateArray<Lent<float>>(Math.Max(1, ports.Length), pinned: true);
            for (int i = 0; i < ports.Length; i++) table[i] = new Lent<float>(At(ports[i]), ports[i].Length);
            lent.Add(table);
            return (Lent<float>*)Marshal.UnsafeAddrOfPinnedArrayElement(table, 0);
        }

        float* At(float[] pinned) => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

        float[] Pinned(float[] values)
        {
            float[] copy = GC.AllocateArray<float>(values.Length, pinned: true);
            values.CopyTo(copy, 0);
            lent.Add(copy);
            return copy;
        }

        static float[] All(float[][] ports) => [.. ports.SelectMany(rows => rows)];
    }
}
