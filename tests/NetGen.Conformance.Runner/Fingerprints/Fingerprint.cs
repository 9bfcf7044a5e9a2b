using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.Conformance.Fingerprints;

/// <summary>A hash of the bits of floats. NaN counts as NaN: its sign and payload are the processor's.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static string Of(ReadOnlySpan<float> values) => new Fingerprint().Add(values).Finish();

    public Fingerprint Add(ReadOnlySpan<float> values)
    {
        uint[] bits = MemoryMarshal.Cast<float, uint>(values).ToArray();
        for (int i = 0; i < bits.Length; i++)
            if (float.IsNaN(values[i])) bits[i] = 0x7FC00000;
        hash.AppendData(MemoryMarshal.AsBytes(bits.AsSpan()));
        return this;
    }

    public Fingerprint Add(float value) => Add([value]);

    public Fingerprint Add(ParameterSet parameters)
    {
        foreach (Parameter parameter in parameters) Add(parameter.ToArray());
        return this;
    }

    /// <summary>64 bits of the hash, in hexadecimal digits.</summary>
    public string Finish()
    {
        string text = Convert.ToHexString(hash.GetHashAndReset())[..16];
        Dispose();
        return text;
    }

    public void Dispose() => hash.Dispose();
}
