using NetGen.Benchmarks;

if (args is ["ratios", .. var options]) return Ratios.Run(options);
Console.Error.WriteLine("""
    dotnet run -c Release --project benchmarks/NetGen.Benchmarks -- ratios [--only PATTERN] [--json FILE]
        NetGen against ONNX Runtime and the machine's limits, one thread, in under two minutes.
        With TorchSharp too: dotnet run -c Release -p:Torch=true …
    """);
return 2;
