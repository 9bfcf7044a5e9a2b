using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>The surface of a declaration with mistakes: every member is there, in every form it could have, and throws.</summary>
internal static class SurfaceStub
{
    internal static string Render(NetworkSpec spec)
    {
        var writer = new CodeWriter();
        string name = spec.Name, tape = $"global::NetGen.Tape<{name}>", data = $"global::NetGen.Dataset<{name}>";
        SurfaceFrame.Header(writer, $"{FullName(spec)}: its declaration has errors, so there is no network. These members let the code that uses it compile.");
        using (SurfaceFrame.Open(writer, spec, "", $" : global::NetGen.INetwork<{name}>"))
        {
            writer.Write($"""
                public const int InputLength = 1, OutputLength = 1, TargetLength = 1, ParameterCount = 1;

                public {name}(ulong seed) => throw Broken();

                public static global::NetGen.NetworkInfo Info => throw Broken();
                public static string Summary => throw Broken();
                public static global::NetGen.Isa Isa => throw Broken();
                public global::NetGen.ParameterSet Parameters => throw Broken();

                public static {name} Create(ulong seed) => throw Broken();
                public static {name} Load(string path) => throw Broken();
                public static {name} Load(global::System.IO.Stream stream) => throw Broken();
                public static {name} Load(global::System.ReadOnlySpan<byte> bytes) => throw Broken();
                public void Save(string path) => throw Broken();
                public void Save(global::System.IO.Stream stream) => throw Broken();

                public float Predict({Values} x) => throw Broken();
                public void Predict({Values} x, global::System.Span<float> y, int threads = 1) => throw Broken();
                public void Reserve(int threads, int samples) => throw Broken();

                public float TrainStep({Values} x, {Values} t, global::NetGen.Optimizer optimizer, {Values} sampleWeights = default, int threads = 1) => throw Broken();
                public float TrainStep({Values} x, {Indices} t, global::NetGen.Optimizer optimizer, {Values} sampleWeights = default, int threads = 1) => throw Broken();
                public static {data} Data(global::System.ReadOnlyMemory<float> x, global::System.ReadOnlyMemory<float> t, global::System.ReadOnlyMemory<float> sampleWeights = default) => throw Broken();
                public static {data} Data(global::System.ReadOnlyMemory<float> x, global::System.ReadOnlyMemory<int> t, global::System.ReadOnlyMemory<float> sampleWeights = default) => throw Broken();

                public {tape} CreateTape(int capacity) => throw Broken();
                public {Values} Forward({tape} tape, {Values} x, bool training = true) => throw Broken();
                public float Loss({tape} tape, {Values} t, {Values} sampleWeights = default) => throw Broken();
                public float Loss({tape} tape, {Indices} t, {Values} sampleWeights = default) => throw Broken();
                public void Backward({tape} tape) => throw Broken();
                public void Backward({tape} tape, {Values} dy) => throw Broken();
                public void BackwardToInput({tape} tape, {Values} dy, global::System.Span<float> dx, bool parameters = false) => throw Broken();
                public global::NetGen.GradientCheck CheckGradients(ulong seed = 0) => throw Broken();
                """);
            var handles = spec.Nodes.Where(node => node.Kind == "Dense").ToArray();
            if (handles.Length > 0) writer.Separate();
            foreach (NodeSpec node in handles) writer.Write($"public global::NetGen.Dense {Identifier(node.Name)} => throw Broken();");
            writer.Separate();
            writer.Write($"""
                void global::NetGen.INetwork<{name}>.Predict(global::NetGen.Batch batch) => throw Broken();
                float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) => throw Broken();
                float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) => throw Broken();

                private static global::System.Exception Broken() =>
                    new global::System.InvalidOperationException({Literal($"The declaration of {FullName(spec)} has errors; see the build output.")});
                """);
        }
        return writer.ToString();
    }

    private const string Values = "global::System.ReadOnlySpan<float>";
    private const string Indices = "global::System.ReadOnlySpan<int>";
}
