using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Tests.Numerics;

/// <summary>
/// The bits themselves: the same on every processor and with every instruction set switched off. Whoever changes a formula changes a line here, on
/// purpose.
/// </summary>
public class FingerprintTests
{
    public static TheoryData<string, string> Expected => new()
    {
        { "Exp", "BC64B270D388CEC4" },
        { "Expm1", "4F11D1CC9AA899AA" },
        { "Log", "B99E3D07CDDE7847" },
        { "Log1p", "BC2D74895DFE892E" },
        { "Tanh", "B69BF9C273B5AF2C" },
        { "Sigmoid", "BEC2A630E740A546" },
        { "Erf", "3BA60BBECA61A6BF" },
        { "NormalCdf", "A8C3689B2DDF0F96" },
        { "NormalPdf", "8C8C70CEA361C95E" },
        { "Sin", "AF3F54957C583AAA" },
        { "Cos", "B19BE1D076B9F5F2" },
        { "GlorotUniform", "1A3E679E309BA60E" },
        { "HeNormal", "ACBA2211D8698F7D" },
        { "TruncatedNormal", "CFCA893C3DDF03E3" },
        { "Orthogonal", "59D8B90F1699B793" },
        { "PyTorchLinear", "46223D041A1B991F" },
        { "SGD", "C96D20907BA192F9" },
        { "Adam", "DB7DCEB753F8D1F7" },
        { "AdamW", "42D2BC585A514CD4" },
        { "RMSprop", "583F159561009EDF" },
        { "Fold", "26C94377071CDFBD" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void Bits_are_those_on_record(string name, string fingerprint) => Assert.Equal(fingerprint, Fingerprint(name));

    private static string Fingerprint(string name)
    {
        List<float> values = [];
        if (ElementaryFunction.All.FirstOrDefault(f => f.Name == name) is { } function)
        {
            for (long place = Sweep.First; place <= Sweep.Last; place += 65521)
            {
                values.Add(function.One(Sweep.At((int)place)));
            }
        }
        else if (Enum.TryParse(name, out Initializer initializer))
        {
            float[] start = new float[30 * 20];
            InitialValues.Fill(start, 30, 20, initializer, 30, 20, double.NaN, 99, 4);
            values.AddRange(start);
        }
        else
        {
            values.AddRange(name switch
            {
                "SGD" => Trained(new SGD(0.05, 0.9, weightDecay: 0.01, nesterov: true)),
                "Adam" => Trained(new Adam(0.01, weightDecay: 0.01)),
                "AdamW" => Trained(new AdamW(0.01) { ClipNorm = 3 }),
                "RMSprop" => Trained(new RMSprop(0.01, momentum: 0.9, centered: true) { ClipValue = 0.8 }),
                "Fold" => Enumerable.Range(0, 200).Select(n => Fold.Sum(Numbers(n)) + Fold.SumOfSquares(Numbers(n))),
                _ => throw new ArgumentException(name),
            });
        }

        int[] bits = [.. values.Select(v => float.IsNaN(v) ? 0x7FC0_0000 : BitConverter.SingleToInt32Bits(v))];
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(bits.AsSpan())))[..16];
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => 2 * Philox.Uniform(1, 2, 3, 4, i) - 1)];

    private static IEnumerable<float> Trained(Optimizer optimizer)
    {
        float[] parameters = Numbers(75), gradients = new float[75];
        for (uint step = 0; step < 100; step++)
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                gradients[i] = (2 * Philox.Uniform(5, 1, step, 0, i) - 1) * (i % 9 == 0 ? 1e-20f : 1f);
            }

            optimizer.Step(optimizer, parameters, gradients, [(0, 32), (32, 43)]);
        }

        return parameters;
    }
}
