using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators;
using NetGen.Testing;

namespace NetGen.Benchmarks;

/// <summary>
/// What deep networks cost: time of the processor, as the best of many runs, so that a busy machine counts little, and text. A line
/// <c>result: key = value</c> for each.
/// </summary>
internal static class GeneratorResults
{
    private const int WarmUp = 60, Edits = 40, Builds = 5;

    public static int Run()
    {
        NetworkSpec gpt = Read(StandIns.Gpt(24)), resNet = Read(StandIns.ResNet(110)), dense = Read(StandIns.Dense(400));
        Print("edit-gpt-24-ms", Edit(gpt));
        Print("edit-resnet-110-ms", Edit(resNet));
        Print("edit-dense-400-ms", Edit(dense));

        // Of two depths, the second twice the first.
        (NetworkSpec One, NetworkSpec Two)[] pairs =
            [(Read(StandIns.Gpt(12)), gpt), (Read(StandIns.ResNet(56)), resNet), (Read(StandIns.Dense(200)), dense)];
        Print("growth-edit", pairs.Max(pair => Edit(pair.Two) / Edit(pair.One)));
        Print("growth-build", pairs.Max(pair => Build(pair.Two) / Build(pair.One)));
        Print("build-gpt-24-ms", Build(gpt));
        Print("build-resnet-110-ms", Build(resNet));
        Print("build-dense-400-ms", Build(dense));

        Print("lines-gpt-24", Lines(gpt, _ => true));
        Print("lines-resnet-110", Lines(resNet, _ => true));
        Print("lines-dense-400", Lines(dense, _ => true));
        var kernels = new HashSet<int>();
        foreach (int depth in (int[])[20, 56, 110])
        {
            int lines = Lines(Read(StandIns.ResNet(depth)), IsOfTarget);
            kernels.Add(lines);
            Print($"kernel-lines-resnet-{depth}", lines);
        }
        Print("kernel-lines-resnet-equal", kernels.Count == 1 ? 1 : 0);
        Print("most-locals", new[] { StandIns.Gpt(24), StandIns.ResNet(110), StandIns.Dense(400) }.Max(MaxLocals));
        return 0;
    }

    /// <summary>After a change of the declaration an editor asks for the surface alone. Reading the declaration is not counted.</summary>
    private static double Edit(NetworkSpec spec) => Best(WarmUp, Edits, () => NetworkCompiler.Compile(spec).Files[0]);

    /// <summary>All files, as in a build.</summary>
    private static double Build(NetworkSpec spec) =>
        Best(2, Builds, () => NetworkCompiler.Compile(spec).Files.Count(file => file.Text.Length == 0));

    private static int Lines(NetworkSpec spec, Func<GeneratedFile, bool> which) =>
        NetworkCompiler.Compile(spec).Files.Where(which).Sum(file => file.Text.Count(c => c == '\n'));

    private static bool IsOfTarget(GeneratedFile file) => Compiler.Targets.TargetIsa.All.Any(target => file.Suffix == "." + target.Name);

    private static double Best(int warmUp, int runs, Func<object> work)
    {
        // The JIT compiles what is called often once more, in the background and only after a pause: an editor has been running for long.
        for (int round = 0; round < 3; round++)
        {
            for (int run = 0; run < warmUp; run++) work();
            Thread.Sleep(150);
        }
        double best = double.MaxValue;
        for (int run = 0; run < runs; run++)
        {
            double start = ThreadTime.Milliseconds();
            work();
            best = Math.Min(best, ThreadTime.Milliseconds() - start);
        }
        return best;
    }

    /// <summary>The declaration as the generator reads it.</summary>
    private static NetworkSpec Read(string source)
    {
        NetworkSpec? read = null;
        GeneratorWork.Run(new NetworkGenerator(spec =>
        {
            read = spec;
            return new CompilationResult(default, []);
        }), GeneratorWork.Compile(source));
        if (read is null || NetworkCompiler.Check(read) is { Count: > 0 })
            throw new InvalidOperationException("The declaration has mistakes.");
        return read;
    }

    /// <summary>The most locals and parameters that a method of a network's generated code has.</summary>
    private static int MaxLocals(string source)
    {
        CSharpCompilation compilation = GeneratorWork.Compile(source);
        compilation = compilation.AddSyntaxTrees(GeneratorWork.Run(new NetworkGenerator(), compilation).GetRunResult().GeneratedTrees);
        var stream = new MemoryStream();
        if (compilation.Emit(stream) is { Success: false } failed)
            throw new InvalidOperationException(string.Join("\n", failed.Diagnostics.Take(5)));
        stream.Position = 0;
        using var assembly = new PEReader(stream);
        MetadataReader metadata = assembly.GetMetadataReader();
        IEnumerable<MethodDefinition> methods = metadata.MethodDefinitions.Select(metadata.GetMethodDefinition);
        return methods.Where(method => method.RelativeVirtualAddress != 0).Max(method =>
        {
            StandaloneSignatureHandle locals = assembly.GetMethodBody(method.RelativeVirtualAddress).LocalSignature;
            return method.GetParameters().Count
                + (locals.IsNil ? 0 : Count(metadata.GetBlobReader(metadata.GetStandaloneSignature(locals).Signature)));
        });
    }

    private static int Count(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static void Print(string key, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"result: {key} = {Math.Round(value, 2)}"));
}
