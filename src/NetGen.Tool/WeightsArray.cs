using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>One array of a file of weights: its elements row-major and little-endian, as safetensors files have them.</summary>
internal sealed record WeightsArray(string Name, SafetensorsType Type, int[] Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>How many elements it has.</summary>
    public int Length => Data.Length / SizeOf(Type);

    /// <summary>Whether its elements are read as numbers; 8-bit floats are not.</summary>
    public bool IsRead => Type is not (SafetensorsType.F8E4M3 or SafetensorsType.F8E5M2);

    /// <summary>Whether its elements are floats of a width that is read.</summary>
    public bool IsFloat => Type is SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F32 or SafetensorsType.F64;

    /// <summary>Sizes as they are written in mathematics: <c>64×10</c>.</summary>
    public string ShapeText => Shape.Length == 0 ? "scalar" : string.Join('×', Shape);

    /// <summary>The type's name in files.</summary>
    public string TypeText => Type switch
    {
        SafetensorsType.F8E5M2 => "F8_E5M2",
        SafetensorsType.F8E4M3 => "F8_E4M3",
        _ => Type.ToString().ToUpperInvariant(),
    };

    /// <summary>An element as a double, exact but for 64-bit integers beyond 2⁵³.</summary>
    public double this[int index]
    {
        get
        {
            ReadOnlySpan<byte> at = Data.Span[(index * SizeOf(Type))..];
            return Type switch
            {
                SafetensorsType.Bool or SafetensorsType.U8 => at[0],
                SafetensorsType.I8 => (sbyte)at[0],
                SafetensorsType.I16 => BinaryPrimitives.ReadInt16LittleEndian(at),
                SafetensorsType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                SafetensorsType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                SafetensorsType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(at) << 16),
                SafetensorsType.I32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                SafetensorsType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                SafetensorsType.F32 => BinaryPrimitives.ReadSingleLittleEndian(at),
                SafetensorsType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(at),
                SafetensorsType.I64 => BinaryPrimitives.ReadInt64LittleEndian(at),
                SafetensorsType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(at),
                _ => throw new InvalidOperationException($"{TypeText} is not read."),
            };
        }
    }

    /// <summary>The elements as floats: F32 bit by bit, F16 and BF16 exactly, F64 rounded to nearest.</summary>
    public float[] ToFloats()
    {
        var values = new float[Length];
        if (Type == SafetensorsType.F32 && BitConverter.IsLittleEndian) MemoryMarshal.Cast<byte, float>(Data.Span).CopyTo(values);
        else
            for (int i = 0; i < values.Length; i++) values[i] = (float)this[i];
        return values;
    }

    /// <summary>Bytes an element takes.</summary>
    public static int SizeOf(SafetensorsType type) => type switch
    {
        SafetensorsType.Bool or SafetensorsType.U8 or SafetensorsType.I8 or SafetensorsType.F8E5M2 or SafetensorsType.F8E4M3 => 1,
        SafetensorsType.I16 or SafetensorsType.U16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.I32 or SafetensorsType.U32 or SafetensorsType.F32 => 4,
        _ => 8,
    };
}
