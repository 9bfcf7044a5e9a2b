using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>One array of a file of weights: its elements row-major and little-endian, as safetensors files have them.</summary>
internal sealed record WeightsArray(string Name, SafetensorsType Type, int[] Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>How many elements it has.</summary>
    public int Length => Data.Length / SafetensorsTensor.SizeOf(Type);

    /// <summary>Whether its elements are read as numbers; 8-bit floats are not.</summary>
    public bool IsRead => Type is not (SafetensorsType.F8E4M3 or SafetensorsType.F8E5M2);

    /// <summary>Whether its elements are floats of a width that is read.</summary>
    public bool IsFloat => Type is SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F32 or SafetensorsType.F64;

    /// <summary>Sizes as they are written in mathematics: <c>64×10</c>.</summary>
    public string ShapeText => Shape.Length == 0 ? "scalar" : HostileText.Line(string.Join('×', Shape));

    /// <summary>The type's name in files.</summary>
    public string TypeText => SafetensorsTensor.NameOf(Type);

    /// <summary>Whether its elements are whole numbers.</summary>
    public bool IsWhole => IsRead && !IsFloat;

    /// <summary>Whether it is PyTorch's count of batches, which no network has.</summary>
    public bool IsCounter => TensorComparison.IsCounter(new TensorFacts(Name, TypeText, Shape));

    /// <summary>An element as a double, exact but for 64-bit integers beyond 2⁵³.</summary>
    public double this[int index]
    {
        get
        {
            ReadOnlySpan<byte> at = Data.Span[(index * SafetensorsTensor.SizeOf(Type))..];
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

    /// <summary>A whole number, exactly.</summary>
    public Int128 Whole(int index) => Type switch
    {
        SafetensorsType.I64 => BinaryPrimitives.ReadInt64LittleEndian(Data.Span[(8 * index)..]),
        SafetensorsType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(Data.Span[(8 * index)..]),
        _ => (Int128)this[index],
    };

    /// <summary>An element with as many digits as tell it from its neighbors.</summary>
    public string Text(int index) =>
        IsWhole ? Whole(index).ToString(CultureInfo.InvariantCulture)
        : Type == SafetensorsType.F64 ? this[index].ToString("R", CultureInfo.InvariantCulture)
        : ((float)this[index]).ToString("R", CultureInfo.InvariantCulture);
}
