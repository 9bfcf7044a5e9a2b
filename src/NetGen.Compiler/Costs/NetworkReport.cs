using System.Globalization;
using System.Text;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Costs;

/// <summary>
/// What a network is made of and costs, as a text to commit: a change of the declaration shows as a change of the figures.
/// </summary>
public static class NetworkReport
{
    /// <summary>The text, lines ended by a line feed; null for a network with mistakes.</summary>
    public static string? Of(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        return shapes.Succeeded ? Write(NetworkCompiler.Plan(shapes)) : null;
    }

    private static string Write(PlannedNetwork network)
    {
        NetworkPlan plan = network.Plan;
        var text = new StringBuilder();
        text.Append(plan.Spec.MetadataName.Replace('+', '.'));
        if (plan.LossName is { } loss) text.Append(": ").Append(loss);
        text.Append('\n').Append('\n');
        text.Append($"parameters        {Number(plan.ParameterCount),15}\n");
        text.Append($"FLOPs per sample    {Number(Budget.Costs.Flops(plan)),15}\n");
        text.Append(
            $"bytes to predict  {Number(Budget.Costs.Bytes(network)),15}   parameters with padding, and the scratch of one call\n\n");

        var rows = new List<string[]> { new[] { "layer", "kind", "output", "parameters", "FLOPs" } };
        foreach (InputPlan input in plan.Inputs) rows.Add([input.Name.TrimStart('@'), "Input", input.Shape.ToString(), "", ""]);
        foreach (LayerPlan layer in plan.Layers)
            rows.Add([layer.Name.TrimStart('@'), layer.Details.Length > 0 ? $"{layer.Kind}, {layer.Details}"
                : layer.Kind, layer.Output.ToString(), Number(layer.Parameters), Number(layer.Flops)]);
        Table(text, rows, numbers: 3);

        if (plan.Parameters.Count > 0)
        {
            text.Append('\n');
            rows = [["tensor", "shape in files", "start"]];
            foreach (ParameterPlan parameter in plan.Parameters)
                rows.Add([parameter.FileName,
                    "[" + string.Join(", ",
                        Weights.WeightsCheck.FileShape(parameter).Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]",
                        parameter.Initializer + (parameter.Trainable ? "" : ", frozen")]);
            Table(text, rows, numbers: 3);
        }

        text.Append("\n```mermaid\n").Append(Mermaid.Of(plan)).Append("```\n");
        return text.ToString();
    }

    /// <param name="numbers">The first column that is set to the right.</param>
    private static void Table(StringBuilder text, List<string[]> rows, int numbers)
    {
        int[] widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (string[] row in rows)
        {
            var line = new StringBuilder();
            for (int column = 0; column < row.Length; column++)
                line.Append(column < numbers ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column])).Append("  ");
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
