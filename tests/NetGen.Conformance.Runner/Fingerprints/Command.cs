using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Conformance.Fingerprints;

/// <summary>
/// <c>fingerprints [--threads n] [--write file]</c>: a line a case, its name and the fingerprint of its bits. What ran goes to the error
/// stream.
/// </summary>
internal static class Command
{
    public static int Run(ReadOnlySpan<string> arguments)
    {
        int threads = 1;
        string? file = null;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            switch (arguments[i])
            {
                case "--threads": threads = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                case "--write": file = arguments[i + 1]; break;
                default: throw new ArgumentException($"{arguments[i]} is no option: there are --threads and --write.");
            }
        }

        var lines = new List<string>();
        foreach ((string name, Func<string> print) in LibraryPrints.All(threads).Concat(NetworkPrints.All(threads)))
            lines.Add($"{print()}  {name}\n");
        if (file is null) Console.Out.Write(string.Concat(lines));
        else File.WriteAllText(file, string.Concat(lines));
        Console.Error.WriteLine(
            $"{lines.Count} cases, {Classifier.Isa}, {RuntimeInformation.ProcessArchitecture}, "
            + $"{(RuntimeFeature.IsDynamicCodeCompiled ? "JIT" : "AOT")}, {threads} threads");
        return 0;
    }
}
