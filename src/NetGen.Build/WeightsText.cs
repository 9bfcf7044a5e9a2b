using System.Text;
using NetGen.Formats;

namespace NetGen.Build;

/// <summary>The text the analyzer reads; its form is described there, in <c>WeightsHeader</c>.</summary>
internal static class WeightsText
{
    internal static string Of(string file, IEnumerable<Tensor> tensors)
    {
        var text = new StringBuilder("netgen-weights 2\n").Append(Escape(file)).Append('\n');
        foreach (Tensor tensor in tensors)
        {
            string shape = tensor.Shape.Count == 0 ? "-" : string.Join(",", tensor.Shape.Select(size => SafetensorsReader.Text(size)));
            text.Append(tensor.Type).Append(' ').Append(shape).Append(' ').Append(Escape(tensor.Name)).Append('\n');
        }

        // A text that broke off has no last line.
        return text.Append("end\n").ToString();
    }

    private static string Escape(string text) => HostileText.Escape(text.Replace("\\", "\\u005C"));
}
