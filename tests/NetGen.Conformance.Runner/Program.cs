using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen;
using NetGen.Conformance;

// With "fingerprints": prints those of all cases. With a number: trains in a process of its own, so that the environment can choose the instruction set, and prints which one ran, the last loss and a
// fingerprint of everything learnt. NaN counts as NaN, whatever its sign and payload.
if (args is ["fingerprints", .. var options]) return NetGen.Conformance.Fingerprints.Command.Run(options);

int steps = int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture);
const int samples = 256, batch = 32;
var random = new Random(7);
var x = new float[samples * Classifier.InputLength];
var t = new float[samples];
for (int i = 0; i < x.Length; i++) x[i] = random.NextSingle() * 2 - 1;
for (int i = 0; i < samples; i++) t[i] = x[i * 10] + x[i * 10 + 1] > x[i * 10 + 2] * x[i * 10 + 2] ? 1 : 0;

var network = new Classifier(seed: 42);
var adam = new Adam(1e-3);
float loss = 0;
for (int step = 0; step < steps; step++)
{
    int first = step * batch % samples;
    loss = network.TrainStep(x.AsSpan(first * 10, batch * 10), t.AsSpan(first, batch), adam);
}
var y = new float[samples];
network.Predict(x, y);

using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
foreach (Parameter parameter in network.Parameters) Add(parameter.ToArray());
Add(y);
Add([loss]);
Console.WriteLine($"{Classifier.Isa} {BitConverter.SingleToUInt32Bits(loss):X8} {Convert.ToHexString(hash.GetHashAndReset())}");
return 0;

void Add(float[] values)
{
    for (int i = 0; i < values.Length; i++)
        if (float.IsNaN(values[i])) values[i] = float.NaN;
    hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
}
