using BenchmarkDotNet.Running;

namespace NetGen.Benchmarks;

/// <summary>The commands of the program.</summary>
internal static class Commands
{
    private const string Usage = """
        dotnet run -c Release --project benchmarks/NetGen.Benchmarks -- COMMAND

        ratios [--only PATTERN] [--json FILE] [--no-torch]
            NetGen against ONNX Runtime, TorchSharp and the machine's limits, in under two minutes. The first time TorchSharp is fetched, which is large.
        ratios --isa [--only PATTERN] [--json FILE]
            AVX-512 against AVX2, in processes of their own.
        cases
            The names of the cases.
        aot [--only PATTERN]
            Kernels compiled ahead of time (IlcInstructionSet=avx) against the JIT's.
        generator [deep]
            Time and text of networks as deep as GPT-2 and ResNet-110; then, unless deep alone is asked for, cold and warm time of the
            generator, the time it adds to dotnet build, and the lines it writes, for a network of ten layers.
        startup [FOLDER]
            Programs compiled ahead of time: size, and time to a first prediction, alongside ONNX Runtime's and an empty program's. With FOLDER they are kept
            there, and those that are there already are only run.
        threads
            A step of training with BatchNorm on two threads against one.
        suite [--filter *]
            BenchmarkDotNet: inference, training, kernels, generator and build time; spread and allocation.
        """;

    public static int Run(string[] args)
    {
        if (args is ["ratios", .. var options]) return RatiosOf(options);
        if (args is ["alone", var name, var contender]) return Ratios.Alone(name, contender);
        if (args is ["cases"])
        {
            foreach (Case c in Cases.All) Console.WriteLine(c.Name);
            return 0;
        }
        if (args is ["aot", .. var rest])
            return Options.TryParse(rest, ["--only"], out Options? chosen) ? AheadOfTime.Run(chosen.Cases(AheadOfTime.Cases)) : 2;
        if (args is ["generator"]) return GeneratorTimes.Run();
        if (args is ["generator", "deep"]) return GeneratorResults.Run();
        if (args is ["generator", "cold"]) return GeneratorTimes.Cold();
        if (args is ["startup"]) return Startup.Run(folder: null);
        if (args is ["startup", var folder]) return Startup.Run(folder);
        if (args is ["threads"]) return ThreadTimes.Run();
        if (args is ["suite", .. var filter])
        {
            Environment.CurrentDirectory = Repository.Root;     // BenchmarkDotNet looks below it for the project
            BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetEntryAssembly()!).Run(filter);
            return 0;
        }
        Console.Error.WriteLine(Usage);
        return 2;
    }

    private static int RatiosOf(string[] args)
    {
        if (!Options.TryParse(args, ["--only", "--json", "--isa", "--no-torch"], out Options? options)) return 2;
        if (options.Has("--isa")) return InstructionSets.Run(options.Cases(Cases.All), options["--json"]);
        if (!options.Has("--no-torch") && Peers.Torch.Program is { } program) return program.Run(["ratios", "--no-torch", .. args]);
        return Ratios.Run(options.Cases(Cases.All), options["--json"]);
    }
}
