using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>The members of a network with one input and one output: x, y and t.</summary>
internal static class SimpleMembers
{
    internal static void Constants(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>Values a sample of the input has: {Xml(plan.Input.ToString())}.</summary>
            {GeneratedField}
            public const int InputLength = {plan.Input.Length};

            /// <summary>Values a sample of the output has: {Xml(plan.Output.ToString())}.</summary>
            {GeneratedField}
            public const int OutputLength = {plan.Output.Length};

            /// <summary>Target values of a sample{(plan.Target == TargetKind.Indices ? ": a class index" : plan.Target == TargetKind.None ? ": there is no loss" : "")}.</summary>
            {GeneratedField}
            public const int TargetLength = {plan.TargetLength};
            """);
    }

    internal static void Prediction(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        if (plan.Output.Length == 1)
        {
            writer.Separate();
            writer.Write($"""
                /// <summary>The output for one sample. Safe beside other calls of Predict, not beside training.</summary>
                {Generated}
                """);
            using (writer.Block($"public float Predict({Input} x)"))
                writer.Write($"""
                    global::NetGen.Runtime.Arguments.One(x.Length, InputLength, "x");
                    global::NetGen.Runtime.AlignedBlock<float> arena = {names.Core}.Scratch.Take();
                    float y = 0;
                    {names.Kernels}.Predict(ref {names.Core}.Block.Start, ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(x), ref y, ref arena.Start, 1);
                    {names.Core}.Scratch.Return(arena);
                    return y;
                    """);
        }
        writer.Separate();
        writer.Write($"""
            /// <summary>Outputs for any number of samples. Safe beside other calls of Predict, not beside training. It allocates nothing once scratch is there.</summary>
            /// <param name="x">n · {plan.Input.Length} values.</param>
            /// <param name="y">Receives n · {plan.Output.Length} values; must not overlap <paramref name="x"/>.</param>
            /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it. The result is the same to the bit for any number.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not go together.</exception>
            {Generated}
            public void Predict({Input} x, [global::NetGen.Elements(OutputLength)] global::System.Span<float> y, int threads = 1) =>
                {plan.Spec.Names.Core}.Predict(x, y, threads);
            """);
        CommonMembers.Reserve(writer, plan);
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
            /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it. The result is the same to the bit for any number.</param>
            /// <returns>The loss of the batch before the step, (Σᵢ wᵢ·lᵢ) / n.</returns>
            /// <exception cref="global::System.ArgumentException">The lengths do not go together{(plan.Target == TargetKind.Indices ? ", or an index is no class" : "")}.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread changes the parameters of this network or uses the optimizer, or that belongs to another network.</exception>
            {Generated}
            public float TrainStep(
                {Input} x,
                {Target(plan, "Span")} t,
                global::NetGen.Optimizer optimizer, global::System.ReadOnlySpan<float> sampleWeights = default, int threads = 1) =>
                {plan.Spec.Names.Core}.TrainStep(x, t, optimizer, sampleWeights, threads);

            /// <summary>Samples with their targets, for Fit and Evaluate. Nothing is copied.</summary>
            /// <param name="x">n · {plan.Input.Length} values, n ≥ 1.</param>
            /// <param name="t">{TargetWords(plan)}</param>
            /// <param name="sampleWeights">One a sample, or none.</param>
            {Generated}
            public static global::NetGen.Dataset<{plan.Spec.Self}> Data(
                [global::NetGen.Elements(InputLength)] global::System.ReadOnlyMemory<float> x,
                {Target(plan, "Memory")} t,
                global::System.ReadOnlyMemory<float> sampleWeights = default) => new global::NetGen.Dataset<{plan.Spec.Self}>(x, t, sampleWeights);

            /// <summary>The loss of the tape's forward pass, (Σᵢ wᵢ·lᵢ) / n; its gradient is kept on the tape for Backward.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            /// <param name="t">{TargetWords(plan)}</param>
            /// <param name="sampleWeights">One a sample, or none.</param>
            {Generated}
            public float Loss(
                global::NetGen.Tape<{plan.Spec.Self}> tape, {Target(plan, "Span")} t,
                global::System.ReadOnlySpan<float> sampleWeights = default) => {plan.Spec.Names.Core}.Loss(tape, t, sampleWeights);
            """);
        CommonMembers.BackwardFromLoss(writer, plan);
    }

    internal static void Tapes(CodeWriter writer, NetworkPlan plan)
    {
        string tape = $"global::NetGen.Tape<{plan.Spec.Self}>";
        CommonMembers.CreateTape(writer, plan);
        writer.Separate();
        writer.Write($"""
            /// <summary>A forward pass onto a tape.</summary>
            /// <param name="tape">One of this network's.</param>
            /// <param name="x">n · {plan.Input.Length} values, 1 ≤ n ≤ the tape's capacity; the tape keeps a copy.</param>
            /// <param name="training">Whether dropout drops.</param>
            /// <returns>n · {plan.Output.Length} values, valid until the tape's next forward pass.</returns>
            {Generated}
            public global::System.ReadOnlySpan<float> Forward({tape} tape, {Input} x, bool training = true) =>
                {plan.Spec.Names.Core}.Forward(tape, x, training);

            /// <summary>Adds to the tape's gradients those that follow from a gradient of your own.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            /// <param name="dy">∂loss/∂output, n · {plan.Output.Length} values.</param>
            {Generated}
            public void Backward({tape} tape, {OutputGradient} dy) =>
                {plan.Spec.Names.Core}.BackwardFrom(tape, dy, default, true, false);

            /// <summary>The gradient of the input: for generators, saliency, layers of your own before this network.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            /// <param name="dy">∂loss/∂output, n · {plan.Output.Length} values.</param>
            /// <param name="dx">Receives ∂loss/∂input, n · {plan.Input.Length} values.</param>
            /// <param name="parameters">Whether the parameters' gradients are added to the tape's as well.</param>
            {Generated}
            public void BackwardToInput(
                {tape} tape, {OutputGradient} dy,
                [global::NetGen.Elements(InputLength)] global::System.Span<float> dx, bool parameters = false) =>
                {plan.Spec.Names.Core}.BackwardFrom(tape, dy, dx, parameters, true);
            """);
    }

    internal static void Interface(CodeWriter writer, NetworkPlan plan)
    {
        string name = plan.Spec.Self, target = plan.Target == TargetKind.Indices ? "TargetIndices" : "Target";
        writer.Separate();
        writer.Write($"""
            {Generated}
            void global::NetGen.INetwork<{name}>.Predict(global::NetGen.Batch batch) => {plan.Spec.Names.Core}.Predict(batch.Input(0), batch.Output(0), batch.Threads);
            """);
        writer.Separate();
        if (plan.Target != TargetKind.None)
            writer.Write($"""
                {Generated}
                float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) =>
                    {plan.Spec.Names.Core}.TrainStep(batch.Input(0), batch.{target}(0), optimizer, batch.SampleWeights, batch.Threads, batch.Output(0));

                {Generated}
                float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) =>
                    {plan.Spec.Names.Core}.Evaluate(batch.Input(0), batch.{target}(0), batch.SampleWeights, batch.Output(0));
                """);
        else CommonMembers.InterfaceWithoutLoss(writer, plan);
    }

    private const string Input = "[global::NetGen.Elements(InputLength)] global::System.ReadOnlySpan<float>";

    private const string OutputGradient = "[global::NetGen.Elements(OutputLength)] global::System.ReadOnlySpan<float>";

    private static string Target(NetworkPlan plan, string kind) =>
        $"[global::NetGen.Elements(TargetLength)] global::System.ReadOnly{kind}<{(plan.Target == TargetKind.Indices ? "int" : "float")}>";

    private static string TargetWords(NetworkPlan plan) => plan.Target == TargetKind.Indices
        ? $"n · {Number(plan.TargetLength)} class indices, 0 … {Number(plan.Output.Length / plan.TargetLength - 1)}."
        : $"n · {Number(plan.TargetLength)} values.";
}
