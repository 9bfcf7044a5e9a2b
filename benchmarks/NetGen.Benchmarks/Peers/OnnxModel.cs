using System.Runtime.InteropServices;
using System.Text;

namespace NetGen.Benchmarks.Peers;

/// <summary>
/// Writes a stack of dense layers as an ONNX model: the few messages of onnx.proto it takes, with the field numbers of that file
/// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), in protobuf's wire format.
/// </summary>
internal static class OnnxModel
{
    private const int FloatType = 1, IrVersion = 8, Opset = 17;

    public static byte[] Write(Model model, int batch)
    {
        var graph = new Message();
        string value = "x";
        for (int i = 0; i < model.Layers.Count; i++)
        {
            ModelLayer layer = model.Layers[i];
            graph.Add(5, Tensor($"w{i}", [layer.Inputs, layer.Outputs], layer.Weight)).Add(5, Tensor($"b{i}", [layer.Outputs], layer.Bias));
            string product = Last(i) && layer.Activation == "Identity" ? "y" : $"z{i}";
            graph.Add(1, Node("Gemm", [value, $"w{i}", $"b{i}"], product));
            value = product;
            if (layer.Activation == "Identity") continue;
            value = Last(i) ? "y" : $"h{i}";
            graph.Add(1, Node(Operator(layer.Activation), [product], value));
        }
        graph.Add(2, "network").Add(11, Value("x", batch, model.Inputs)).Add(12, Value("y", batch, model.Outputs));
        return new Message().Add(1, IrVersion).Add(7, graph).Add(8, new Message().Add(1, "").Add(2, Opset)).ToArray();

        bool Last(int i) => i == model.Layers.Count - 1;
    }

    private static string Operator(string activation) => activation switch
    {
        "ReLU" => "Relu",
        "Sigmoid" or "Tanh" or "Softmax" => activation,
        _ => throw new ArgumentException($"{activation} has no operator here.", nameof(activation)),
    };

    // NodeProto: input = 1, output = 2, op_type = 4
    private static Message Node(string type, string[] inputs, string output)
    {
        var node = new Message();
        foreach (string input in inputs) node.Add(1, input);
        return node.Add(2, output).Add(4, type);
    }

    // TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9
    private static Message Tensor(string name, int[] shape, float[] values)
    {
        var tensor = new Message();
        foreach (int size in shape) tensor.Add(1, size);
        return tensor.Add(2, FloatType).Add(8, name).Add(9, MemoryMarshal.AsBytes<float>(values));
    }

    // ValueInfoProto: name = 1, type = 2; TypeProto: tensor_type = 1; its elem_type = 1, shape = 2; TensorShapeProto: dim = 1; its
    // dim_value = 1
    private static Message Value(string name, int rows, int columns)
    {
        var shape = new Message().Add(1, new Message().Add(1, rows)).Add(1, new Message().Add(1, columns));
        return new Message().Add(1, name).Add(2, new Message().Add(1, new Message().Add(1, FloatType).Add(2, shape)));
    }

    /// <summary>
    /// A protobuf message under construction: whole numbers as varints (wire type 0), everything else with its length (wire type 2).
    /// </summary>
    private sealed class Message
    {
        private readonly MemoryStream bytes = new();

        public Message Add(int field, long value)
        {
            Varint((ulong)field << 3);
            Varint((ulong)value);
            return this;
        }

        public Message Add(int field, ReadOnlySpan<byte> value)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)value.Length);
            bytes.Write(value);
            return this;
        }

        public Message Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

        public Message Add(int field, Message value) => Add(field, value.ToArray());

        public byte[] ToArray() => bytes.ToArray();

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7) bytes.WriteByte((byte)(value | 0x80));
            bytes.WriteByte((byte)value);
        }
    }
}
