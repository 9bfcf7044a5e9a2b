using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.CSharp.SurfaceText;
using static NetGen.Compiler.Declarations.Naming;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// The members that take and give samples. One input and one output are x and y; parameters for several are named after the network's
/// members. Several losses come as <c>LossValues</c>, several outputs as <c>Outputs</c>; one is a float or a span.
/// </summary>
internal sealed class PortMembers(CodeWriter writer, NetworkPlan plan)
{
    private const string Library = "global::NetGen.", Floats = "global::System.ReadOnlySpan<float>",
        WritableFloats = "global::System.Span<float>";

    private readonly SurfacePorts ports = SurfacePorts.Of(plan);

    private string Tape => $"global::NetGen.Tape<{plan.Spec.Self}> tape";

    private string Core => plan.Spec.Names.Core;

    /// <summary>Losses as the methods return them.</summary>
    private string LossType => ports.Losses.Count > 1 ? "LossValues" : "float";

    internal void Constants()
    {
        foreach ((SurfacePort input, InputPlan of) in ports.Inputs.Zip(plan.Inputs, (port, of) => (port, of)))
            Constant(Length(input, "Input", of.Shape), input.Constant, input.Length);
        foreach ((SurfacePort output, OutputPlan of) in ports.Outputs.Zip(plan.Outputs, (port, of) => (port, of)))
        {
            Constant(Length(output, "Output", of.Shape), output.Constant, output.Length);
            if (output.Loss is null && !ports.IsSingle) continue;
            string what = output.Loss is null ? ": there is no loss" : output.Loss.Target == TargetKind.Indices ? ": a class index" : "";
            string whose = ports.IsSingle ? "" : " of " + Plain(output.Name);
            Constant($"Target values of a sample{whose}{what}.", output.TargetConstant, output.Loss?.TargetLength ?? 0);
        }
    }

    private string Length(SurfacePort port, string single, Declarations.Shape shape) =>
        (ports.IsSingle ? $"{single} length" : $"Length of {Plain(port.Name)}")
        + FormattableString.Invariant(
            $": {port.Length} {(port.Length == 1 ? "float" : "floats")} per sample{(shape.Rank > 1 ? $" ({shape})" : "")}.");

    /// <summary>An input or output in documentation.</summary>
    private string Called(SurfacePort port, string single) => ports.IsSingle ? single : Plain(port.Name);

    private void Constant(string summary, string name, int value)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>{Xml(summary)}</summary>
            {GeneratedField}
            public const int {name} = {value};
            """);
    }

    internal void Prediction()
    {
        if (ports.Outputs.Count == 1 && ports.Outputs[0].Length == 1)
        {
            writer.Separate();
            writer.Write($"""
                /// <summary>The output for one sample. Safe alongside other calls of Predict, not alongside training.</summary>
                {Generated}
                """);
            using (writer.Block($"public float Predict({List(Inputs)})"))
            {
                foreach (SurfacePort input in ports.Inputs)
                    writer.Write(
                        $"global::NetGen.Runtime.Arguments.One({input.Parameter}.Length, {input.Constant}, "
                        + $"{Literal(Plain(input.Parameter))});");
                if (ports.IsSingle) writer.Write($"return {Core}.Predict(x);");
                else
                    writer.Write($"""
                        float _value = 0;
                        {Core}.Predict({InputSlots}, {Slots([$"new {WritableFloats}(ref _value)"])}, 1);
                        return _value;
                        """);
            }
        }
        writer.Separate();
        writer.Write(
            "/// <summary>Outputs for any number of samples. Safe alongside other calls of Predict, not alongside training. It "
            + "allocates nothing once scratch is there.</summary>");
        foreach (SurfacePort input in ports.Inputs) Parameter(input.Parameter, $"n · {Number(input.Length)} values.");
        string others = ports.IsSingle ? "the input" : "an input or another output";
        foreach (SurfacePort output in ports.Outputs)
            Parameter(output.Parameter, $"Receives n · {Number(output.Length)} values; must not overlap {others}.");
        writer.Write($"""
            /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it. The result is the same to the bit for any number.</param>
            /// <exception cref="global::System.ArgumentException">The lengths do not go together.</exception>
            {Generated}
            public void Predict(
                {List(Inputs.Concat(ports.Outputs.Select(output => Span(output.Constant, WritableFloats, output.Parameter))))}, int threads = 1) =>
                {Core}.Predict({(ports.IsSingle ? "x, y" : $"{InputSlots}, {Slots(ports.Outputs.Select(output => output.Parameter))}")}, threads);
            """);
        CommonMembers.Reserve(writer, plan);
    }

    internal void Training()
    {
        writer.Separate();
        string loss = ports.Losses.Count > 1 ? "losses" : "loss";
        writer.Write($"""
            /// <summary>One step of training on a batch: forward, {loss}, backward, and the optimizer's change. It allocates nothing after the first.</summary>
            """);
        foreach (SurfacePort input in ports.Inputs) Parameter(input.Parameter, $"n · {Number(input.Length)} values, n ≥ 1.");
        TargetParameters();
        writer.Write($"""
            /// <param name="optimizer">What changes the parameters.</param>
            /// <param name="sampleWeights">One per sample, or none.</param>
            /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it. The result is the same to the bit for any number.</param>
            /// <returns>The loss of the batch before the step, (Σᵢ wᵢ·lᵢ) / n{(ports.Losses.Count > 1 ? " of each output times its weight, and their sum" : "")}.</returns>
            /// <exception cref="global::System.ArgumentException">The lengths do not go together{(HasIndices ? ", or an index is no class" : "")}.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread changes the parameters of this network or uses the optimizer, or that belongs to another network.</exception>
            """);
        Losses($"""
            {Generated}
            public {LossType} TrainStep(
                {List(Inputs)},
                {List(Targets("Span"))},
                global::NetGen.Optimizer optimizer, {Floats} sampleWeights = default, int threads = 1)
            """, $"{Core}.TrainStep({InputSlots}, {TargetSlots}, optimizer, sampleWeights, threads");

        writer.Separate();
        writer.Write("/// <summary>Samples with their targets, for Fit and Evaluate. Nothing is copied.</summary>");
        foreach (SurfacePort input in ports.Inputs) Parameter(input.Parameter, $"n · {Number(input.Length)} values, n ≥ 1.");
        TargetParameters();
        string data = $"global::NetGen.Dataset<{plan.Spec.Self}>";
        writer.Write($"""
            /// <param name="sampleWeights">One per sample, or none.</param>
            {Generated}
            public static {data} Data(
                {List(ports.Inputs.Select(input => Span(input.Constant, "global::System.ReadOnlyMemory<float>", input.Parameter)))},
                {List(Targets("Memory"))},
                global::System.ReadOnlyMemory<float> sampleWeights = default) => new {data}({(ports.IsSingle ? "x, t" : DataSlots())}, sampleWeights);
            """);

        string DataSlots() =>
            "\n    " + BatchSlots(ports.Inputs.Select(input => $"new global::NetGen.BatchSlot({input.Parameter})")) + ",\n    "
            + BatchSlots(
                ports.Losses.Select(output =>
                    $"new global::NetGen.BatchSlot({(output.Loss!.Target == TargetKind.Indices ? "default, " : "")}{output.Target})"));

        writer.Separate();
        writer.Write($"""
            /// <summary>The loss of the tape's forward pass, (Σᵢ wᵢ·lᵢ) / n{(ports.Losses.Count > 1 ? " of each output times its weight, and their sum" : "")}; its gradient is kept on the tape for Backward.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            """);
        TargetParameters();
        writer.Write("/// <param name=\"sampleWeights\">One per sample, or none.</param>");
        Losses($"""
            {Generated}
            public {LossType} Loss(
                {Tape}, {List(Targets("Span"))},
                {Floats} sampleWeights = default)
            """, $"{Core}.Loss(tape, {TargetSlots}, sampleWeights");
        CommonMembers.BackwardFromLoss(writer, plan);
        if (ports.Losses.Count > 1) LossValues();
    }

    /// <summary>A method that returns the loss of a call; of several, for which the call has a last argument, each.</summary>
    private void Losses(string header, string call)
    {
        int count = ports.Losses.Count;
        if (count == 1) writer.Write($"{header} =>\n    {call});");
        else
            using (writer.Block(header))
                writer.Write($"""
                    {WritableFloats} _losses = stackalloc float[{count}];
                    float _total = {call}, _losses);
                    return new LossValues(_total, {List(Enumerable.Range(0, count).Select(i => $"_losses[{Number(i)}]"))});
                    """);
    }

    private void LossValues()
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>Mean losses of a batch.</summary>
            /// <param name="Total">The sum of the others.</param>
            """);
        foreach (SurfacePort output in ports.Losses)
            writer.Write(
                $"/// <param name=\"{Plain(output.LossProperty)}\">The loss of {Plain(output.Name)}, {Xml(output.Loss!.Title)}, times "
                + $"its weight {output.Loss.Weight}.</param>");
        writer.Write(Generated);
        writer.Write(
            $"public readonly record struct LossValues(float Total, "
            + $"{List(ports.Losses.Select(output => "float " + output.LossProperty))});");
    }

    internal void Tapes()
    {
        CommonMembers.CreateTape(writer, plan);
        bool several = ports.Outputs.Count > 1;
        writer.Separate();
        writer.Write("""
            /// <summary>A forward pass onto a tape.</summary>
            /// <param name="tape">One of this network's.</param>
            """);
        foreach (SurfacePort input in ports.Inputs)
            Parameter(input.Parameter, $"n · {Number(input.Length)} values, 1 ≤ n ≤ the tape's capacity; the tape keeps a copy.");
        writer.Write($"""
            /// <param name="training">Whether dropout drops.</param>
            /// <returns>{(several ? "The outputs" : $"n · {Number(ports.Outputs[0].Length)} values")}, valid until the tape's next forward pass.</returns>
            """);
        writer.Write(Generated);
        using (writer.Block($"public {(several ? "Outputs" : Floats)} Forward({Tape}, {List(Inputs)}, bool training = true)"))
        {
            writer.Write($"{Core}.Forward(tape, {InputSlots}, training);");
            string outputs = List(ports.Outputs.Select((_, i) => $"{Core}.OutputOf(tape, {Number(i)})"));
            writer.Write(several ? $"return new Outputs({outputs});" : $"return {outputs};");
        }

        writer.Separate();
        writer.Write($"""
            /// <summary>Adds to the tape's gradients those that follow from {(ports.IsSingle ? "a gradient" : "gradients")} of your own.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            """);
        GradientParameters();
        writer.Write($"""
            {Generated}
            public void Backward({Tape}, {List(OutputGradients)}) =>
                {Core}.BackwardFrom(tape, {Slots(ports.Outputs.Select(output => output.Gradient))}, default, true, false);
            """);

        writer.Separate();
        writer.Write($"""
            /// <summary>The {(ports.IsSingle ? "gradient of the input" : "gradients of the inputs")}: for generators, saliency, layers of your own before this network.</summary>
            /// <param name="tape">With a forward pass of n samples.</param>
            """);
        GradientParameters();
        string unwanted = ports.IsSingle ? "" : "; empty where it is not wanted";
        foreach (SurfacePort input in ports.Inputs)
            Parameter(input.Gradient, $"Receives ∂loss/∂{Called(input, "input")}, n · {Number(input.Length)} values{unwanted}.");
        writer.Write($"""
            /// <param name="parameters">Whether the parameters' gradients are added to the tape's as well.</param>
            {Generated}
            public void BackwardToInput(
                {Tape}, {List(OutputGradients)},
                {List(ports.Inputs.Select(input => Span(input.Constant, WritableFloats, input.Gradient)))}, bool parameters = false) =>
                {Core}.BackwardFrom(tape, {Slots(ports.Outputs.Select(output => output.Gradient))}, {Slots(ports.Inputs.Select(input => input.Gradient))}, parameters, true);
            """);
        if (several) OutputsType();
    }

    private void OutputsType()
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>The outputs of a forward pass, valid until the tape's next.</summary>
            {Generated}
            """);
        using (writer.Block("public readonly ref struct Outputs"))
        {
            using (writer.Block($"internal Outputs({List(ports.Outputs.Select(output => $"{Floats} {output.Parameter}"))})"))
                foreach (SurfacePort output in ports.Outputs) writer.Write($"this.{Identifier(output.Name)} = {output.Parameter};");
            foreach (SurfacePort output in ports.Outputs)
            {
                writer.Separate();
                writer.Write($"/// <summary>n · {output.Length} values.</summary>");
                writer.Write($"public {Floats} {Identifier(output.Name)} {{ get; }}");
            }
        }
    }

    internal void Interface()
    {
        string name = plan.Spec.Self;
        writer.Separate();
        writer.Write(Generated);
        writer.Write($"void global::NetGen.INetwork<{name}>.Predict(global::NetGen.Batch batch) => {Core}.Predict(batch);");
        writer.Separate();
        if (ports.Losses.Count == 0) CommonMembers.InterfaceWithoutLoss(writer, plan);
        else
            writer.Write($"""
                {Generated}
                float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) => {Core}.TrainStep(batch, optimizer);

                {Generated}
                float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) => {Core}.Evaluate(batch);
                """);
    }

    private bool HasIndices => ports.Losses.Any(output => output.Loss!.Target == TargetKind.Indices);

    private IEnumerable<string> Inputs => ports.Inputs.Select(input => Span(input.Constant, Floats, input.Parameter));

    private IEnumerable<string> OutputGradients => ports.Outputs.Select(output => Span(output.Constant, Floats, output.Gradient));

    private IEnumerable<string> Targets(string kind) => ports.Losses.Select(output =>
        Span(output.TargetConstant, $"global::System.ReadOnly{kind}<{(output.Loss!.Target == TargetKind.Indices ? "int" : "float")}>",
            output.Target));

    private string InputSlots => Slots(ports.Inputs.Select(input => input.Parameter));

    private string TargetSlots => Slots(ports.Losses.Select(output =>
        output.Loss!.Target == TargetKind.Indices ? $"global::NetGen.Runtime.Slots.Indices({output.Target})" : output.Target));

    private void TargetParameters()
    {
        foreach (SurfacePort output in ports.Losses)
            Parameter(output.Target, output.Loss!.Target == TargetKind.Indices
                ? $"n · {Number(output.Loss.TargetLength)} class indices, 0 … {Number(output.Loss.Classes - 1)}."
                : $"n · {Number(output.Loss.TargetLength)} values.");
    }

    private void GradientParameters()
    {
        string zero = ports.IsSingle ? "" : "; empty where it is zero";
        foreach (SurfacePort output in ports.Outputs)
            Parameter(output.Gradient, $"∂loss/∂{Called(output, "output")}, n · {Number(output.Length)} values{zero}.");
    }

    private void Parameter(string name, string text) => writer.Write($"/// <param name=\"{Plain(name)}\">{Xml(text)}</param>");

    private static string Span(string length, string type, string name) => $"[{Library}Elements({length})] {type} {name}";

    private static string Slots(IEnumerable<string> spans) => $"new global::NetGen.Runtime.Slots({List(spans)})";

    private static string BatchSlots(IEnumerable<string> slots) => $"new global::NetGen.BatchSlot[] {{ {List(slots)} }}";

    private static string List(IEnumerable<string> items) => string.Join(", ", items);
}
