using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>The static object that tells the library of the network.</summary>
internal static class SurfaceDescription
{
    internal static void Write(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write("private static readonly global::NetGen.Runtime.NetworkDescription description = new global::NetGen.Runtime.NetworkDescription(");
        using (writer.Indented())
        {
            using (writer.Block("new global::NetGen.NetworkInfo", "},")) Info(writer, plan);
            using (writer.Block("new global::NetGen.Runtime.NetworkLayout", "},")) Layout(writer, plan);
            using (writer.Block("new global::NetGen.Runtime.ParameterInfo[]", "});"))
                foreach (ParameterPlan parameter in plan.Parameters) writer.Write($"""
                    new global::NetGen.Runtime.ParameterInfo(
                        {Literal(parameter.Layer)}, {Literal(parameter.Role)}, new int[] {Sizes(parameter)}, {parameter.Offset}, {parameter.Panel},
                        global::NetGen.Initializer.{parameter.Initializer}, {parameter.FanIn}, {parameter.FanOut}, {Literal(parameter.InitializerValue)},
                        {Literal(parameter.FileName)}, {Bool(parameter.FileTransposed)}, {Bool(parameter.Trainable)}){Training(parameter.Regularization)},
                    """);
        }
    }

    /// <summary>What is not as it is unless something is written.</summary>
    private static string Training(Regularization regularization)
    {
        var values = new List<string>();
        if (regularization.L1 != 0) values.Add($"L1 = {Literal(regularization.L1)}");
        if (regularization.L2 != 0) values.Add($"L2 = {Literal(regularization.L2)}");
        if (regularization.MaxNorm != 0) values.Add($"MaxNorm = {Literal(regularization.MaxNorm)}");
        if (regularization.Decay != 1) values.Add($"Decay = {Literal(regularization.Decay)}");
        return values.Count == 0 ? "" : " { " + string.Join(", ", values) + " }";
    }

    private static void Info(CodeWriter writer, NetworkPlan plan)
    {
        writer.Write($"""
            Name = {Literal(Plain(plan.Spec.Name))},
            InputLength = InputLength,
            OutputLength = OutputLength,
            TargetLength = TargetLength,
            TargetType = global::NetGen.TargetType.{plan.Target.ToString()},
            Loss = {(plan.LossName is null ? "null" : Literal(plan.LossName))},
            LossWeight = {Literal(plan.LossWeight)},
            Accuracy = global::NetGen.AccuracyKind.{AccuracyOf(plan.Spec)},
            ParameterCount = ParameterCount,
            Architecture = {Literal(ArchitectureOf(plan))},
            IsOptimized = global::NetGen.NetworkInfo.IsOptimizedBuild(typeof({plan.Spec.Name})),
            """);
        using (writer.Block("Layers = new global::NetGen.LayerInfo[]", "},"))
            foreach (LayerPlan layer in plan.Layers)
                writer.Write($"new global::NetGen.LayerInfo({Literal(Plain(layer.Name))}, {Literal(layer.Kind)}, {Literal(layer.Details)}, {Literal(layer.Output.ToString())}, {layer.Parameters}, {layer.Flops}),");
    }

    private static void Layout(CodeWriter writer, NetworkPlan plan)
    {
        writer.Write($"""
            ParameterBlock = {plan.ParameterBlock},
            PredictBlock = {plan.PredictBlock},
            PredictArena = {plan.PredictArena},
            TrainBlock = {plan.TrainBlock},
            TapePerSample = {plan.TapePerSample},
            TapeFixed = {plan.TapeFixed},
            Input = {Region(plan.InputRegion)},
            Output = {Region(plan.OutputRegion)},
            """);
        if (plan.ScaleRegion is { } scale) writer.Write($"Scale = {Region(scale)},");
        if (plan.LossRegion is { } loss) writer.Write($"Loss = {Region(loss)},");
    }

    private static string Region(TapeRegion region) => $"new global::NetGen.Runtime.TapeRegion({Number(region.Offset)}, {Number(region.Stride)})";

    private static string Sizes(ParameterPlan parameter) => "{ " + string.Join(", ", parameter.Shape.Dimensions.Select(size => Number(size))) + " }";

    private static string Bool(bool value) => value ? "true" : "false";

    /// <summary>What a weights file must agree with, a line a layer.</summary>
    private static string ArchitectureOf(NetworkPlan plan)
    {
        var lines = new List<string> { $"input {plan.Input}" };
        foreach (LayerPlan layer in plan.Layers)
            if (layer.Kind != "Dropout")    // it changes nothing in what the weights mean
                lines.Add($"{Plain(layer.Name)} {layer.Kind}{(layer.Details.Length > 0 ? " " + layer.Details : "")} → {layer.Output}");
        return string.Join("\n", lines);
    }

    /// <summary>What counts as a right answer, by the loss.</summary>
    private static string AccuracyOf(NetworkSpec spec) =>
        spec.Nodes.Select(node => LayerRegistry.FindLoss(node.Kind)).FirstOrDefault(loss => loss is not null)?.Accuracy ?? "None";
}
