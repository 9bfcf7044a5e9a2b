using BenchmarkDotNet.Running;
using NetGen.Benchmarks;

if (args is ["ratios", .. var options]) return Ratios.Run(options);
if (args is ["startup"]) return Startup.Run();
if (args is ["suite", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(SmallNetwork).Assembly).Run(rest);
    return 0;
}
Console.Error.WriteLine("""
    dotnet run -c Release --project benchmarks/NetGen.Benchmarks -- ratios [--only PATTERN] [--json FILE]
        NetGen against ONNX Runtime and the machine's limits, one thread, in under two minutes.
        With TorchSharp too: dotnet run -c Release -p:Torch=true …
    dotnet run -c Release --project benchmarks/NetGen.Benchmarks -- startup
        Programs compiled ahead of time: size, and time to a first prediction, beside ONNX Runtime's and an empty program's.
    dotnet run -c Release --project benchmarks/NetGen.Benchmarks -- suite [--filter *]
        The same networks under BenchmarkDotNet: spread and allocation.
    """);
return 2;
