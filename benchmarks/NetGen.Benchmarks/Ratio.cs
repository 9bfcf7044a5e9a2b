using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetGen.Benchmarks;

/// <summary>One line of the table; times in nanoseconds, null where there is nothing to compare with.</summary>
internal sealed record Ratio(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("netgen_ns")] double NetGen,
    [property: JsonPropertyName("ort_ns")] double? Ort,
    [property: JsonPropertyName("torch_ns")] double? Torch,
    [property: JsonPropertyName("limit_ns")] double? Limit,
    [property: JsonPropertyName("ratio_ort")] double? RatioOrt,
    [property: JsonPropertyName("ratio_torch")] double? RatioTorch,
    [property: JsonPropertyName("share_of_limit")] double? ShareOfLimit,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("isa")] string Isa)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes an array; nothing without a file's name.</summary>
    public static void Write(string file, IReadOnlyList<Ratio> lines)
    {
        if (file.Length > 0) File.WriteAllText(file, JsonSerializer.Serialize(lines, Indented) + "\n");
    }

    /// <summary>A time as the table has it.</summary>
    public static string Text(double? nanoseconds) => nanoseconds switch
    {
        null => "–",
        < 1e3 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns"),
        < 1e6 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:F2} µs"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F2} ms"),
    };
}
