using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>The members of a surface, group by group.</summary>
internal static class SurfaceMembers
{
    internal static void Constants(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>Values a sample of the input has: {Xml(plan.Input.ToString())}.</summary>
            public const int InputLength = {plan.Input.Length};

            /// <summary>Values a sample of the output has: {Xml(plan.Output.ToString())}.</summary>
            public const int OutputLength = {plan.Output.Length};

            /// <summary>Target values of a sample{(plan.Target == TargetKind.Indices ? ": a class index" : plan.Target == TargetKind.None ? ": there is no loss" : "")}.</summary>
            public const int TargetLength = {plan.TargetLength};

            /// <summary>Learnt values.</summary>
            public const int ParameterCount = {plan.ParameterCount};

            private readonly global::NetGen.Runtime.NetworkCore<Kernels> core;

            /// <summary>What the declaration fixes.</summary>
            public static global::NetGen.NetworkInfo Info => description.Info;

            /// <summary>The layers as a table, and the instruction set that runs.</summary>
            public static string Summary => description.Info.Summary;

            /// <summary>The instruction set that runs in this process.</summary>
            public static global::NetGen.Isa Isa => global::NetGen.Runtime.IsaSelector.Current;
            """);
    }

    internal static void Construction(CodeWriter writer, NetworkPlan plan)
    {
        string name = plan.Spec.Name;
        writer.Separate();
        writer.Write($"""
            /// <summary>A network with new parameters.</summary>
            /// <param name="seed">What they are drawn from; the same seed gives the same bits everywhere. Dropout draws from it too.</param>
            public {name}(ulong seed)
                : this(new global::NetGen.Runtime.NetworkCore<Kernels>(description, seed)) => core.Initialize();
            """);
        writer.Separate();
        using (writer.Block($"private {name}(global::NetGen.Runtime.NetworkCore<Kernels> core)"))
        {
            writer.Write("this.core = core;");
            foreach (LayerPlan layer in Handles(plan))
                writer.Write($"this.{Identifier(layer.Name)} = new global::NetGen.{layer.Handle}({Literal(layer.Name)}, core.Parameters);");
        }
        foreach (LayerPlan layer in Handles(plan))
        {
            writer.Separate();
            writer.Write($"""
                /// <summary>{Xml(SurfaceRenderer.Describe(layer))}.</summary>
                public global::NetGen.{layer.Handle} {Identifier(layer.Name)} {Braces("get;")}
                """);
        }
        writer.Separate();
        writer.Write($"""
            /// <summary>All parameters, by name and in the order of the layers.</summary>
            public global::NetGen.ParameterSet Parameters => core.Parameters;

            /// <summary>A network with new parameters drawn from <paramref name="seed"/>.</summary>
            public static {name} Create(ulong seed) => new {name}(seed);
            """);
        Load("string path", "path", "from a safetensors file, NetGen's or PyTorch's");
        Load("global::System.IO.Stream stream", "stream", "from a stream of safetensors, read to its end");
        Load("global::System.ReadOnlySpan<byte> bytes", "bytes", "from the bytes of a safetensors file");
        writer.Separate();
        writer.Write("""
            /// <summary>Writes the parameters to a safetensors file with PyTorch's names and layout. An older file stays whole until the new one takes its place.</summary>
            public void Save(string path) => core.Save(path);

            /// <summary>Writes the parameters to a stream, which stays open.</summary>
            public void Save(global::System.IO.Stream stream) => core.Save(stream);
            """);

        void Load(string parameter, string argument, string source)
        {
            writer.Separate();
            writer.Write($"""
                /// <summary>A network with parameters {source}.</summary>
                /// <exception cref="global::NetGen.Formats.SafetensorsException">It is malformed, or not of this network; the message says where, and what differs.</exception>
                """);
            using (writer.Block($"public static {name} Load({parameter})"))
                writer.Write($"""
                    {name} network = new {name}(new global::NetGen.Runtime.NetworkCore<Kernels>(description, 0));
                    network.core.Load({argument});
                    return network;
                    """);
        }
    }

    internal static void Prediction(CodeWriter writer, NetworkPlan plan)
    {
        if (plan.Output.Length == 1)
        {
            writer.Separate();
            writer.Write($"/// <summary>The output for one sample. Safe beside other calls of Predict, not beside training.</summary>");
            using (writer.Block($"public float Predict({Input} x)"))
                writer.Write("""
                    global::NetGen.Runtime.Arguments.One(x.Length, InputLength, "x");
                    global::NetGen.Runtime.AlignedBlock<float> arena = core.Scratch.Take();
                    float y = 0;
                    Kernels.Predict(ref core.Block.Start, ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(x), ref y, ref arena.Start, 1);
                    core.Scratch.Return(arena);
                    return y;
                    """);
        }
        writer.Separate();
        writer.Write($"""
            /// <summary>Outputs for any number of samples. Safe beside other calls of Predict, not beside training. It allocates nothing once scratch is there.</summary>
            /// <param name="x">n · {plan.Input.Length} values.</param>
            /// <param name="y">Receives n · {plan.Output.Length} values; must not overlap <paramref name="x"/>.</param>
            /// <param name="threads">The most threads to use; the result is the same to the bit for any number.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not go together.</exception>
            public void Predict({Input} x, [global::NetGen.Elements(OutputLength)] global::System.Span<float> y, int threads = 1) =>
                core.Predict(x, y, threads);

            /// <summary>Allocates now the scratch that <paramref name="threads"/> concurrent calls of Predict need, for up to <paramref name="samples"/> samples each.</summary>
            public void Reserve(int threads, int samples) => core.Reserve(threads, samples);
            """);
    }

    internal static void Training(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>One step of training on a batch: forward, loss, backward, and the optimiser's change. It allocates nothing after the first.</summary>
            /// <param name="x">n · {plan.Input.Length} values, n ≥ 1.</param>
            /// <param name="t">{TargetWords(plan)}</param>
            /// <param name="optimizer">What changes the parameters.</param>
            /// <param name="sampleWeights">One a sample, or none.</param>
            /// <param name="threads">The most threads to use. The result is the same to the bit for any number; this version computes on the calling thread alone.</param>
            /// <returns>The loss of the batch before the step, (Σᵢ wᵢ·lᵢ) / n.</returns>
            /// <exception cref="global::System.ArgumentException">The lengths do not go together{(plan.Target == TargetKind.Indices ? ", or an index is no class" : "")}.</exception>
            public float TrainStep(
                {Input} x,
                {Target(plan, "Span")} t,
                global::NetGen.Optimizer optimizer, global::System.ReadOnlySpan<float> sampleWeights = default, int threads = 1) =>
                core.TrainStep(x, t, optimizer, sampleWeights, threads);

            /// <summary>Samples with their targets, for Fit and Evaluate. Nothing is copied.</summary>
            /// <param name="x">n · {plan.Input.Length} values, n ≥ 1.</param>
            /// <param name="t">{TargetWords(plan)}</param>
            /// <param name="sampleWeights">One a sample, or none.</param>
            public static global::NetGen.Dataset<{plan.Spec.Name}> Data(
                [global::NetGen.Elements(InputLength)] global::System.ReadOnlyMemory<float> x,
                {Target(plan, "Memory")} t,
                global::System.ReadOnlyMemory<float> sampleWeights = default) => new global::NetGen.Dataset<{plan.Spec.Name}>(x, t, sampleWeights);

            /// <summary>The loss of the tape's forward pass, (Σᵢ wᵢ·lᵢ) / n; its gradient is kept on the tape for Backward.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            /// <param name="t">{TargetWords(plan)}</param>
            /// <param name="sampleWeights">One a sample, or none.</param>
            public float Loss(
                global::NetGen.Tape<{plan.Spec.Name}> tape, {Target(plan, "Span")} t,
                global::System.ReadOnlySpan<float> sampleWeights = default) => core.Loss(tape, t, sampleWeights);

            /// <summary>Adds the gradients of the loss to the tape's; Loss comes before it.</summary>
            public void Backward(global::NetGen.Tape<{plan.Spec.Name}> tape) => core.Backward(tape);
            """);
    }

    internal static void Tapes(CodeWriter writer, NetworkPlan plan)
    {
        string tape = $"global::NetGen.Tape<{plan.Spec.Name}>";
        writer.Separate();
        writer.Write($"""
            /// <summary>A tape for forward and backward passes of at most <paramref name="capacity"/> samples.</summary>
            public {tape} CreateTape(int capacity) => new {tape}(core, capacity);

            /// <summary>A forward pass onto a tape.</summary>
            /// <param name="tape">One of this network's.</param>
            /// <param name="x">n · {plan.Input.Length} values, 1 ≤ n ≤ the tape's capacity; the tape keeps a copy.</param>
            /// <param name="training">Whether dropout drops.</param>
            /// <returns>n · {plan.Output.Length} values, valid until the tape's next forward pass.</returns>
            public global::System.ReadOnlySpan<float> Forward({tape} tape, {Input} x, bool training = true) =>
                core.Forward(tape, x, training);

            /// <summary>Adds to the tape's gradients those that follow from a gradient of your own.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            /// <param name="dy">∂loss/∂output, n · {plan.Output.Length} values.</param>
            public void Backward({tape} tape, {OutputGradient} dy) =>
                core.BackwardFrom(tape, dy, default, true, false);

            /// <summary>The gradient of the input: for generators, saliency, layers of your own before this network.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            /// <param name="dy">∂loss/∂output, n · {plan.Output.Length} values.</param>
            /// <param name="dx">Receives ∂loss/∂input, n · {plan.Input.Length} values.</param>
            /// <param name="parameters">Whether the parameters' gradients are added to the tape's as well.</param>
            public void BackwardToInput(
                {tape} tape, {OutputGradient} dy,
                [global::NetGen.Elements(InputLength)] global::System.Span<float> dx, bool parameters = false) =>
                core.BackwardFrom(tape, dy, dx, parameters, true);
            """);
    }

    internal static void Checks(CodeWriter writer)
    {
        writer.Separate();
        writer.Write("""
            /// <summary>Compares gradients, computed in double precision by the same program, with differences of the loss; on random samples.</summary>
            /// <param name="seed">What samples, targets and the parameters looked at are drawn from.</param>
            public global::NetGen.GradientCheck CheckGradients(ulong seed = 0) => global::NetGen.Runtime.GradientChecker<CheckKernels>.Run(core, seed);
            """);
    }

    internal static void Interface(CodeWriter writer, NetworkPlan plan)
    {
        string name = plan.Spec.Name, target = plan.Target == TargetKind.Indices ? "TargetIndices" : "Target";
        writer.Separate();
        writer.Write($"""
            void global::NetGen.INetwork<{name}>.Predict(global::NetGen.Batch batch) => core.Predict(batch.Input(0), batch.Output(0), 1);
            """);
        writer.Separate();
        if (plan.Target != TargetKind.None)
            writer.Write($"""
                float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) =>
                    core.TrainStep(batch.Input(0), batch.{target}(0), optimizer, batch.SampleWeights, 1, batch.Output(0));

                float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) =>
                    core.Evaluate(batch.Input(0), batch.{target}(0), batch.SampleWeights, batch.Output(0));
                """);
        else
            writer.Write($"""
                float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) =>
                    throw new global::System.InvalidOperationException({WithoutLoss()});

                float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) =>
                    throw new global::System.InvalidOperationException({WithoutLoss()});
                """);

        string WithoutLoss() => Literal($"{Plain(name)} declares no loss. Add one as its last attribute, such as [MeanSquaredError], or train it with Forward and Backward.");
    }

    private const string Input = "[global::NetGen.Elements(InputLength)] global::System.ReadOnlySpan<float>";

    private const string OutputGradient = "[global::NetGen.Elements(OutputLength)] global::System.ReadOnlySpan<float>";

    private static string Target(NetworkPlan plan, string kind) =>
        $"[global::NetGen.Elements(TargetLength)] global::System.ReadOnly{kind}<{(plan.Target == TargetKind.Indices ? "int" : "float")}>";

    private static string TargetWords(NetworkPlan plan) => plan.Target == TargetKind.Indices
        ? $"n · {Number(plan.TargetLength)} class indices, 0 … {Number(plan.Output.Length / plan.TargetLength - 1)}."
        : $"n · {Number(plan.TargetLength)} values.";

    private static IEnumerable<LayerPlan> Handles(NetworkPlan plan) => plan.Layers.Where(layer => layer.Handle is not null);

    private static string Braces(string inside) => "{ " + inside + " }";
}
