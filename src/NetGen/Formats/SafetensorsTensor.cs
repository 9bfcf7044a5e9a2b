using System.Buffers.Binary;
using NetGen.Runtime;

namespace NetGen.Formats;

/// <summary>Element types of safetensors files. Names are the file's own in Pascal case.</summary>
public enum SafetensorsType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>8-bit float, 5 exponent and 2 mantissa bits.</summary>
    F8E5M2,

    /// <summary>8-bit float, 4 exponent and 3 mantissa bits.</summary>
    F8E4M3,

    /// <summary>16-bit integer.</summary>
    I16,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>The upper half of a single-precision float.</summary>
    BF16,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>IEEE double precision.</summary>
    F64,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,
}

/// <summary>One array of a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    private readonly int[] shape;

    internal SafetensorsTensor(string name, SafetensorsType type, int[] shape, ReadOnlyMemory<byte> data)
    {
        Name = name;
        Type = type;
        this.shape = shape;
        Data = data;
    }

    /// <summary>Its name: <c>dense1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public SafetensorsType Type { get; }

    /// <summary>Its sizes, outermost first; none for a scalar.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>How many elements it has.</summary>
    public int Length => Data.Length / SizeOf(Type);

    /// <summary>Its elements as they are in the file: row-major, little-endian.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Its elements as floats: F32 as they are, F16 and BF16 exactly, F64 rounded to nearest.</summary>
    /// <exception cref="NotSupportedException">The elements are of another type.</exception>
    public float[] ToFloats()
    {
        var values = new float[Length];
        CopyTo(values);
        return values;
    }

    /// <inheritdoc cref="ToFloats"/>
    /// <param name="destination">Exactly <see cref="Length"/> values.</param>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length != Length)
            throw new ArgumentException(
                $"Tensor {HostileText.Line(Name)} has {Length} elements; the destination holds {destination.Length}.", nameof(destination));
        ReadOnlySpan<byte> data = Data.Span;
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Type switch
            {
                SafetensorsType.F32 => BinaryPrimitives.ReadSingleLittleEndian(data[(4 * i)..]),
                SafetensorsType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(data[(2 * i)..]),
                SafetensorsType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]) << 16),
                SafetensorsType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * i)..]),
                _ => throw new NotSupportedException(
                    $"Tensor {HostileText.Line(Name)} holds {Type}; only F32, F16, BF16 and F64 are read as floats."),
            };
    }

    /// <summary>Type, name and shape: <c>F32 dense1.weight 64×10</c>.</summary>
    public override string ToString() => $"{NameOf(Type)} {HostileText.Line(Name)} {HostileText.Line(Shapes.Text(shape))}";

    /// <summary>Bytes an element takes.</summary>
    internal static int SizeOf(SafetensorsType type) => type switch
    {
        <= SafetensorsType.F8E4M3 => 1,
        <= SafetensorsType.BF16 => 2,
        <= SafetensorsType.F32 => 4,
        _ => 8,
    };

    /// <summary>The type's name in files.</summary>
    internal static string NameOf(SafetensorsType type) => type switch
    {
        SafetensorsType.F8E5M2 => "F8_E5M2",
        SafetensorsType.F8E4M3 => "F8_E4M3",
        _ => type.ToString().ToUpperInvariant(),
    };

    internal static bool TryParseType(string name, out SafetensorsType type)
    {
        for (type = 0; type <= SafetensorsType.U64; type++)
            if (NameOf(type) == name) return true;
        return false;
    }
}
