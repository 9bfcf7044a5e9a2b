using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.Declarations.Naming;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// Writes <c>{Type}.Description.g.cs</c>: the static object that tells the library of the network. Only it holds numbers that follow from
/// the memory plan, which an editor does without.
/// </summary>
internal static class SurfaceDescription
{
    internal static string Render(PlannedNetwork network)
    {
        NetworkPlan plan = network.Plan;
        var writer = new CodeWriter();
        SurfaceFrame.Header(
            writer, $"{FullName(plan.Spec)}: {SurfaceRenderer.Chain(plan)}\n\n"
                + "What the library knows of the network: its layers, and where parameters and values are.");
        using (SurfaceFrame.Open(writer, plan.Spec))
            Write(writer, network);
        return writer.ToString();
    }

    private static void Write(CodeWriter writer, PlannedNetwork network)
    {
        NetworkPlan plan = network.Plan;
        writer.Separate();
        writer.Write($"""
            // In a class of its own, it is there when a static field of the network's is first: in which order static fields of two parts of a class are set depends on the order of files.
            {Generated}
            """);
        using (writer.Block($"private static class {plan.Spec.Names.Description}"))
        using (writer.Continued(
            "internal static readonly global::NetGen.Runtime.NetworkDescription Value = new global::NetGen.Runtime.NetworkDescription("))
        {
            using (writer.Block("new global::NetGen.NetworkInfo", "},")) Info(writer, plan);
            using (writer.Block("new global::NetGen.Runtime.NetworkLayout", "},")) Layout(writer, network);
            using (writer.Block("new global::NetGen.Runtime.ParameterInfo[]", "});")) Parameters(writer, network);
        }
    }

    /// <summary>A line for each, so that they read as a map of the block.</summary>
    private static void Parameters(CodeWriter writer, PlannedNetwork network)
    {
        NetworkPlan plan = network.Plan;
        writer.Write($"""
            // One block of {Count(plan.ParameterBlock)} floats.
            // Element (k, j) of a matrix K×N is at (j ÷ panel)·K·panel + k·panel + j mod panel.
            // Layer, role, shape, first float, panel; how it starts; name in files, whether it is transposed there, whether it is trained.
            """);
        for (int i = 0; i < plan.Parameters.Count; i++)
        {
            ParameterPlan parameter = plan.Parameters[i];
            writer.Write(
                $"new({Literal(parameter.Layer)}, {Literal(parameter.Role)}, new[] {Sizes(parameter)}, "
                + $"{parameter.Offset}, {parameter.Panel}, global::NetGen.Initializer.{parameter.Initializer}, "
                + $"{parameter.FanIn}, {parameter.FanOut}, {Literal(parameter.InitializerValue)}, "
                + $"{Literal(parameter.FileName)}, {Bool(parameter.FileTransposed)}, {Bool(parameter.Trainable)})"
                + $"{Training(parameter, network.Memory.HasSquares[i])},");
        }
    }

    /// <summary>What is not as it is unless something is written.</summary>
    private static string Training(ParameterPlan parameter, bool hasSquares)
    {
        Regularization regularization = parameter.Regularization;
        var values = new List<string>();
        if (regularization.L1 != 0) values.Add($"L1 = {Literal(regularization.L1)}");
        if (regularization.L2 != 0) values.Add($"L2 = {Literal(regularization.L2)}");
        if (regularization.MaxNorm != 0) values.Add($"MaxNorm = {Literal(regularization.MaxNorm)}");
        if (regularization.Decay != 1) values.Add($"Decay = {Literal(regularization.Decay)}");
        if (hasSquares) values.Add("HasSquares = true");
        return values.Count == 0 ? "" : " { " + string.Join(", ", values) + " }";
    }

    private static void Info(CodeWriter writer, NetworkPlan plan)
    {
        OutputPlan? only = plan.IsSingle ? plan.Outputs[0] : null;
        SurfacePorts ports = SurfacePorts.Of(plan);
        SurfaceLoss? first = ports.Losses.FirstOrDefault()?.Loss;
        string? loss = LossOf(plan);
        writer.Write($"""
            Name = {Literal(Plain(plan.Spec.Name))},
            InputLength = {Number(plan.Inputs.Sum(input => input.Shape.Length))},
            OutputLength = {Number(plan.Outputs.Sum(output => output.Shape.Length))},
            TargetLength = {Number(ports.Losses.Sum(output => output.Loss!.TargetLength))},
            TargetType = global::NetGen.TargetType.{(first?.Target ?? TargetKind.None).ToString()},
            Loss = {(loss is null ? "null" : Literal(loss))},
            LossWeight = {Literal(only?.Loss?.Weight ?? 1)},
            Accuracy = global::NetGen.AccuracyKind.{(ports.Losses.Select(output => output.Loss!.Accuracy).FirstOrDefault(accuracy => accuracy != "None") ?? "None")},
            ParameterCount = ParameterCount,
            Architecture = {Literal(ArchitectureOf(plan))},
            IsOptimized = global::NetGen.NetworkInfo.IsOptimizedBuild(typeof({plan.Spec.Self})),
            """);
        if (only?.Loss?.IgnoreIndex is { } ignored) writer.Write($"IgnoreIndex = {Number(ignored)},");
        if (only is not null && first is { TargetsAreProbabilities: true }) writer.Write("TargetsAreProbabilities = true,");
        if (plan.NeedsFullBatch) writer.Write("SmallestTrainingBatch = 2,");
        if (only is null || !plan.Spec.IsChain || plan.Input.Rank != 1) Ports(writer, plan, ports);
        using (writer.Block("Layers = new global::NetGen.LayerInfo[]", "},"))
            foreach (LayerPlan layer in plan.Layers)
                writer.Write(
                    $"new({Literal(Plain(layer.Name))}, {Literal(layer.Kind)}, {Literal(layer.Details)}, "
                    + $"{Literal(layer.Output.ToString())}, {layer.Parameters}, {layer.Flops}),");
    }

    private static void Ports(CodeWriter writer, NetworkPlan plan, SurfacePorts ports)
    {
        using (writer.Block("Inputs = new global::NetGen.InputInfo[]", "},"))
            foreach (InputPlan input in plan.Inputs)
                writer.Write(
                    $"new global::NetGen.InputInfo({Literal(Plain(input.Name))}, "
                    + $"{Literal(input.Shape.ToString())}, {input.Shape.Length}),");
        using (writer.Block("Outputs = new global::NetGen.OutputInfo[]", "},"))
            for (int i = 0; i < plan.Outputs.Count; i++)
            {
                OutputPlan output = plan.Outputs[i];
                string constructor =
                    $"new global::NetGen.OutputInfo({Literal(Plain(output.Name))}, {Literal(output.Shape.ToString())}, "
                    + $"{Number(output.Shape.Length)})";
                if (ports.Outputs[i].Loss is not { } loss) writer.Write(constructor + ",");
                else
                    using (writer.Block(constructor, "},"))
                    {
                        writer.Write($"""
                            TargetType = global::NetGen.TargetType.{loss.Target.ToString()},
                            TargetLength = {loss.TargetLength},
                            Loss = {Literal(loss.Title)},
                            LossWeight = {Literal(loss.Weight)},
                            Accuracy = global::NetGen.AccuracyKind.{loss.Accuracy},
                            """);
                        if (loss.TargetsAreProbabilities) writer.Write("TargetsAreProbabilities = true,");
                        if (output.Loss!.IgnoreIndex is { } ignored) writer.Write($"IgnoreIndex = {Number(ignored)},");
                    }
            }
    }

    private static void Outputs(CodeWriter writer, MemoryMap memory)
    {
        using (writer.Block("Outputs = new global::NetGen.Runtime.OutputRegions[]", "},"))
            foreach (OutputMemory output in memory.Outputs)
            {
                string constructor = $"new global::NetGen.Runtime.OutputRegions({Region(output.Region)})";
                writer.Write(output.Loss is not { } loss ? constructor + ","
                    : $"{constructor} {{ {(loss.Indices is { } indices ? $"Indices = {Region(indices)}, " : "")}Scale = "
                        + $"{Region(loss.Scale)}, Loss = {Region(loss.Loss)} }},");
            }
    }

    /// <summary>The losses in words: <c>binary cross-entropy of Click + 0.1 · mean squared error of Price</c>; null without any.</summary>
    internal static string? LossOf(NetworkPlan plan)
    {
        if (plan.IsSingle) return plan.LossName;
        var losses = plan.Outputs.Where(output => output.Loss is not null).ToList();
        return losses.Count == 0 ? null : string.Join(" + ", losses.Select(output =>
            (output.Loss!.Weight == 1 ? "" : output.Loss.Weight.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + " · ")
                + $"{output.Loss.Title} of {Plain(output.Name)}"));
    }

    private static void Layout(CodeWriter writer, PlannedNetwork network)
    {
        (NetworkPlan plan, MemoryMap memory) = (network.Plan, network.Memory);
        writer.Write($"""
            ParameterBlock = {plan.ParameterBlock},
            PredictBlock = {memory.PredictBlock},
            PredictArena = {memory.PredictArena},
            TrainBlock = {memory.TrainBlock},
            TapePerSample = {memory.TapePerSample},
            TapeFixed = {memory.TapeFixed},
            TapeRows = {memory.TapeRows},
            Inputs = {Regions(memory.Inputs)},
            #if DEBUG
            WatchesReads = true,
            #endif
            """);
        if (plan.NeedsFullBatch)
        {
            writer.Write("NeedsFullBatch = true,");
            writer.Write($"ForwardStages = {Stages(memory.ForwardStages)},");
            if (memory.BackwardStages.Count > 0) writer.Write($"BackwardStages = {Stages(memory.BackwardStages)},");
        }
        Outputs(writer, memory);
    }

    private static string Stages(IReadOnlyList<Division> stages) =>
        $"new global::NetGen.Runtime.StageDivision[] {{ "
        + $"{string.Join(", ", stages.Select(stage => "global::NetGen.Runtime.StageDivision." + stage))} }}";

    private static string Regions(IEnumerable<TapeRegion> regions) =>
        $"new global::NetGen.Runtime.TapeRegion[] {{ {string.Join(", ", regions.Select(Region))} }}";

    private static string Region(TapeRegion region) =>
        $"new global::NetGen.Runtime.TapeRegion({Number(region.Offset)}, {Number(region.Stride)})";

    private static string Sizes(ParameterPlan parameter) =>
        "{ " + string.Join(", ", parameter.Shape.Dimensions.Select(size => Number(size))) + " }";

    private static string Bool(bool value) => value ? "true" : "false";

    /// <summary>What a weights file must agree with, a line a layer; where a layer does not take the one above, what it takes.</summary>
    private static string ArchitectureOf(NetworkPlan plan)
    {
        var lines = plan.IsSingle ? [$"input {plan.Input}"]
            : plan.Inputs.Select(input => $"input {Plain(input.Name)} {input.Shape}").ToList();
        Dictionary<string, string> taken = Taken(plan.Spec);
        foreach (LayerPlan layer in plan.Layers)
        {
            if (LayerRegistry.FindLayer(layer.Kind)!.IsOnlyInTraining) continue;
            string details = layer.Details.Length > 0 ? " " + layer.Details : "";
            string of = taken.TryGetValue(layer.Name, out string? named) ? named : "";
            lines.Add($"{Plain(layer.Name)} {layer.Kind}{details}{of} → {layer.Output}");
        }
        return string.Join("\n", lines);
    }

    /// <summary>What layers take that do not take the one above, by the layer's name.</summary>
    private static Dictionary<string, string> Taken(NetworkSpec spec)
    {
        var taken = new Dictionary<string, string>();
        string? above = null;
        foreach (NodeSpec node in spec.IsChain ? default : spec.Nodes)
        {
            if (LayerRegistry.FindLoss(node.Kind) is not null) continue;
            if ((node.Inputs.Count != 1 || node.Inputs[0] != above) && !taken.ContainsKey(node.Name))
                taken.Add(node.Name, " of " + string.Join(", ", node.Inputs.Select(Plain)));
            above = node.Name;
        }
        return taken;
    }
}
