using NetGen.Benchmarks;
using NetGen.Benchmarks.Peers;
using TorchSharp;

// The commands of NetGen.Benchmarks that have TorchSharp alongside NetGen in the same process, where its native library loads.
try
{
    torch.set_num_threads(1);
    Torch.Create = (model, data, threads, learningRate) => new TorchPeer(model, data, threads, learningRate);
}
catch (Exception failure) when (failure is TypeInitializationException or DllNotFoundException or NotSupportedException
    or BadImageFormatException)
{
    Exception cause = failure;
    while (cause.InnerException is { } inner) cause = inner;
    Console.Error.WriteLine(
        $"TorchSharp's native library does not load here, so its columns are empty: {cause.Message.Trim()} (on Linux it needs "
        + "the C++ library of GCC 13 or later)");
}
return Commands.Run(args);
