using NetGen.Compiler.Declarations;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.Declarations.Naming;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>The members every network has, whatever its inputs and outputs.</summary>
internal static class CommonMembers
{
    internal static void Facts(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        writer.Separate();
        writer.Write($""""
            /// <summary>Learned values.</summary>
            {GeneratedField}
            public const int ParameterCount = {plan.ParameterCount};

            {GeneratedField}
            [{SurfaceFrame.ForGeneratedCode}]
            private readonly {Core(names)} {names.Core};

            /// <summary>What the declaration fixes.</summary>
            {Generated}
            public static global::NetGen.NetworkInfo Info => {names.Description}.Value.Info;

            /// <summary>The layers as a table, and the instruction set that runs.</summary>
            {Generated}
            public static string Summary => {names.Description}.Value.Info.Summary;

            /// <summary>The network as a diagram in the language of mermaid.js.org, which code hosts and many editors draw: put it between <c>```mermaid</c> and <c>```</c>.</summary>
            {Generated}
            public static string Mermaid =>
                """
                {Networks.Mermaid.Of(plan).TrimEnd('\n')}

                """;

            /// <summary>The instruction set that runs in this process.</summary>
            {Generated}
            public static global::NetGen.Isa Isa => global::NetGen.Runtime.IsaSelector.Current;
            """");
    }

    internal static void Construction(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        string self = plan.Spec.Self, newCore = $"new {Core(names)}({names.Description}.Value, ";
        writer.Separate();
        writer.Write($"""
            /// <summary>A network with new parameters.</summary>
            /// <param name="seed">What they are drawn from; the same seed gives the same bits everywhere. Dropout draws from it too.</param>
            {Generated}
            public {plan.Spec.Name}(ulong seed)
                : this({newCore}seed)) => {names.Core}.Initialize();
            """);
        writer.Separate();
        writer.Write(Generated);
        using (writer.Block($"private {plan.Spec.Name}({Core(names)} {names.Core})"))
        {
            writer.Write($"this.{names.Core} = {names.Core};");
            SurfaceHandles.Assignments(writer, plan);
        }
        SurfaceHandles.Properties(writer, plan);
        writer.Separate();
        writer.Write($"""
            /// <summary>All parameters, by name and in the order of the layers.</summary>
            {Generated}
            public global::NetGen.ParameterSet Parameters => {names.Core}.Parameters;

            /// <summary>A network with new parameters drawn from <paramref name="seed"/>.</summary>
            {Generated}
            public static {self} Create(ulong seed) => new {self}(seed);
            """);
        Load("string path", "path", "from a safetensors file, NetGen's or PyTorch's");
        Load("global::System.IO.Stream stream", "stream", "from a stream of safetensors, read to its end");
        Load("global::System.ReadOnlySpan<byte> bytes", "bytes", "from the bytes of a safetensors file");
        writer.Separate();
        writer.Write($"""
            /// <summary>Writes the parameters to a safetensors file with PyTorch's names and layout. An older file stays whole until the new one takes its place.</summary>
            {Generated}
            public void Save(string path) => {names.Core}.Save(path);

            /// <summary>Writes the parameters to a stream, which stays open.</summary>
            {Generated}
            public void Save(global::System.IO.Stream stream) => {names.Core}.Save(stream);
            """);

        void Load(string parameter, string argument, string source)
        {
            writer.Separate();
            writer.Write($"""
                /// <summary>A network with parameters {source}.</summary>
                /// <exception cref="global::NetGen.Formats.SafetensorsException">It is malformed, or not of this network; the message says where, and what differs.</exception>
                {Generated}
                """);
            using (writer.Block($"public static {self} Load({parameter})"))
                writer.Write($"""
                    {self} network = new {self}({newCore}0));
                    network.{names.Core}.Load({argument});
                    return network;
                    """);
        }
    }

    internal static void Reserve(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>Allocates now the scratch that <paramref name="threads"/> concurrent calls of Predict need, for up to <paramref name="samples"/> samples each.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">One of them is less than 1, or there are more than 1024 threads.</exception>
            {Generated}
            public void Reserve(int threads, int samples) => {plan.Spec.Names.Core}.Reserve(threads, samples);
            """);
    }

    internal static void CreateTape(CodeWriter writer, NetworkPlan plan)
    {
        string tape = $"global::NetGen.Tape<{plan.Spec.Self}>";
        writer.Separate();
        writer.Write($"""
            /// <summary>A tape for forward and backward passes of at most <paramref name="capacity"/> samples. One thread at a time may use it.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">It is less than 1, or more than one array holds; the message says how many that are.</exception>
            {Generated}
            public {tape} CreateTape(int capacity) => new {tape}({plan.Spec.Names.Core}, capacity);
            """);
    }

    internal static void BackwardFromLoss(CodeWriter writer, NetworkPlan plan)
    {
        writer.Separate();
        writer.Write($"""
            /// <summary>Adds the gradients of the loss to the tape's; Loss comes before it.</summary>
            {Generated}
            public void Backward(global::NetGen.Tape<{plan.Spec.Self}> tape) => {plan.Spec.Names.Core}.Backward(tape);
            """);
    }

    internal static void Checks(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        writer.Separate();
        writer.Write($"""
            /// <summary>Compares gradients, computed in double precision by the same program, with differences of the loss; on random samples.</summary>
            /// <param name="seed">What samples, targets and the parameters looked at are drawn from.</param>
            {Generated}
            public global::NetGen.GradientCheck CheckGradients(ulong seed = 0) => global::NetGen.Runtime.GradientChecker<{names.CheckKernels}>.Run({names.Core}, seed);
            """);
    }

    internal static void InterfaceWithoutLoss(CodeWriter writer, NetworkPlan plan)
    {
        string name = plan.Spec.Self;
        string message =
            Literal($"{Plain(plan.Spec.Name)} declares no loss. Add one "
                + $"{(plan.Spec.IsChain ? "as its last attribute" : "to an output")}, such as [MeanSquaredError], or "
                + "train it with Forward and Backward.");
        writer.Write($"""
            {Generated}
            float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) =>
                throw new global::System.InvalidOperationException({message});

            {Generated}
            float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) =>
                throw new global::System.InvalidOperationException({message});
            """);
    }

    private static string Core(PrivateNames names) => $"global::NetGen.Runtime.NetworkCore<{names.Kernels}>";
}
