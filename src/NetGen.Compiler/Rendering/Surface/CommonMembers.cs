using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>The members every network has, whatever its inputs and outputs.</summary>
internal static class CommonMembers
{
    internal static void Facts(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($""""
            /// <summary>Learnt values.</summary>
            public const int ParameterCount = {plan.ParameterCount};

            [{SurfaceFrame.ForGeneratedCode}]
            private readonly global::NetGen.Runtime.NetworkCore<Kernels> core;

            /// <summary>What the declaration fixes.</summary>
            public static global::NetGen.NetworkInfo Info => description.Info;

            /// <summary>The layers as a table, and the instruction set that runs.</summary>
            public static string Summary => description.Info.Summary;

            /// <summary>The network as a diagram in the language of mermaid.js.org, which code hosts and many editors draw: put it between <c>```mermaid</c> and <c>```</c>.</summary>
            public static string Mermaid =>
                """
                {Costs.Mermaid.Of(plan).TrimEnd('\n')}

                """;

            /// <summary>The instruction set that runs in this process.</summary>
            public static global::NetGen.Isa Isa => global::NetGen.Runtime.IsaSelector.Current;
            """");
    }

    internal static void Construction(CodeWriter writer, NetworkPlan plan)
    {
        string name = plan.Spec.Name;
        writer.Separate();
        writer.Write($"""
            /// <summary>A network with new parameters.</summary>
            /// <param name="seed">What they are drawn from; the same seed gives the same bits everywhere. Dropout draws from it too.</param>
            public {name}(ulong seed)
                : this(new global::NetGen.Runtime.NetworkCore<Kernels>(description, seed)) => core.Initialize();
            """);
        writer.Separate();
        using (writer.Block($"private {name}(global::NetGen.Runtime.NetworkCore<Kernels> core)"))
        {
            writer.Write("this.core = core;");
            SurfaceHandles.Assignments(writer, plan);
        }
        SurfaceHandles.Properties(writer, plan);
        writer.Separate();
        writer.Write($"""
            /// <summary>All parameters, by name and in the order of the layers.</summary>
            public global::NetGen.ParameterSet Parameters => core.Parameters;

            /// <summary>A network with new parameters drawn from <paramref name="seed"/>.</summary>
            public static {name} Create(ulong seed) => new {name}(seed);
            """);
        Load("string path", "path", "from a safetensors file, NetGen's or PyTorch's");
        Load("global::System.IO.Stream stream", "stream", "from a stream of safetensors, read to its end");
        Load("global::System.ReadOnlySpan<byte> bytes", "bytes", "from the bytes of a safetensors file");
        writer.Separate();
        writer.Write("""
            /// <summary>Writes the parameters to a safetensors file with PyTorch's names and layout. An older file stays whole until the new one takes its place.</summary>
            public void Save(string path) => core.Save(path);

            /// <summary>Writes the parameters to a stream, which stays open.</summary>
            public void Save(global::System.IO.Stream stream) => core.Save(stream);
            """);

        void Load(string parameter, string argument, string source)
        {
            writer.Separate();
            writer.Write($"""
                /// <summary>A network with parameters {source}.</summary>
                /// <exception cref="global::NetGen.Formats.SafetensorsException">It is malformed, or not of this network; the message says where, and what differs.</exception>
                """);
            using (writer.Block($"public static {name} Load({parameter})"))
                writer.Write($"""
                    {name} network = new {name}(new global::NetGen.Runtime.NetworkCore<Kernels>(description, 0));
                    network.core.Load({argument});
                    return network;
                    """);
        }
    }

    internal static void Reserve(CodeWriter writer)
    {
        writer.Separate();
        writer.Write("""
            /// <summary>Allocates now the scratch that <paramref name="threads"/> concurrent calls of Predict need, for up to <paramref name="samples"/> samples each.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">One of them is less than 1, or there are more than 1024 threads.</exception>
            public void Reserve(int threads, int samples) => core.Reserve(threads, samples);
            """);
    }

    internal static void CreateTape(CodeWriter writer, NetworkPlan plan)
    {
        string tape = $"global::NetGen.Tape<{plan.Spec.Name}>";
        writer.Separate();
        writer.Write($"""
            /// <summary>A tape for forward and backward passes of at most <paramref name="capacity"/> samples. One thread at a time may use it.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">It is less than 1, or more than one array holds; the message says how many that are.</exception>
            public {tape} CreateTape(int capacity) => new {tape}(core, capacity);
            """);
    }

    internal static void BackwardFromLoss(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>Adds the gradients of the loss to the tape's; Loss comes before it.</summary>
            public void Backward(global::NetGen.Tape<{plan.Spec.Name}> tape) => core.Backward(tape);
            """);
    }

    internal static void Checks(CodeWriter writer)
    {
        writer.Separate();
        writer.Write("""
            /// <summary>Compares gradients, computed in double precision by the same program, with differences of the loss; on random samples.</summary>
            /// <param name="seed">What samples, targets and the parameters looked at are drawn from.</param>
            public global::NetGen.GradientCheck CheckGradients(ulong seed = 0) => global::NetGen.Runtime.GradientChecker<CheckKernels>.Run(core, seed);
            """);
    }

    internal static void InterfaceWithoutLoss(CodeWriter writer, NetworkPlan plan)
    {
        string name = plan.Spec.Name;
        string message = Literal($"{Plain(name)} declares no loss. Add one {(plan.Spec.IsChain ? "as its last attribute" : "to an output")}, such as [MeanSquaredError], or train it with Forward and Backward.");
        writer.Write($"""
            float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) =>
                throw new global::System.InvalidOperationException({message});

            float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) =>
                throw new global::System.InvalidOperationException({message});
            """);
    }
}
