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

                public {name}(ulong seed) => throw ErrorsInDeclaration();

                public static global::NetGen.NetworkInfo Info => throw ErrorsInDeclaration();
                public static string Summary => throw ErrorsInDeclaration();
                public static global::NetGen.Isa Isa => throw ErrorsInDeclaration();
                public global::NetGen.ParameterSet Parameters => throw ErrorsInDeclaration();

                public static {name} Create(ulong seed) => throw ErrorsInDeclaration();
                public static {name} Load(string path) => throw ErrorsInDeclaration();
                public static {name} Load(global::System.IO.Stream stream) => throw ErrorsInDeclaration();
                public static {name} Load(global::System.ReadOnlySpan<byte> bytes) => throw ErrorsInDeclaration();
                public void Save(string path) => throw ErrorsInDeclaration();
                public void Save(global::System.IO.Stream stream) => throw ErrorsInDeclaration();

                public float Predict({Values} x) => throw ErrorsInDeclaration();
                public void Predict({Values} x, global::System.Span<float> y, int threads = 1) => throw ErrorsInDeclaration();
                public void Reserve(int threads, int samples) => throw ErrorsInDeclaration();

                public float TrainStep({Values} x, {Values} t, global::NetGen.Optimizer optimizer, {Values} sampleWeights = default, int threads = 1) => throw ErrorsInDeclaration();
                public float TrainStep({Values} x, {Indices} t, global::NetGen.Optimizer optimizer, {Values} sampleWeights = default, int threads = 1) => throw ErrorsInDeclaration();
                public static {data} Data(global::System.ReadOnlyMemory<float> x, global::System.ReadOnlyMemory<float> t, global::System.ReadOnlyMemory<float> sampleWeights = default) => throw ErrorsInDeclaration();
                public static {data} Data(global::System.ReadOnlyMemory<float> x, global::System.ReadOnlyMemory<int> t, global::System.ReadOnlyMemory<float> sampleWeights = default) => throw ErrorsInDeclaration();

                public {tape} CreateTape(int capacity) => throw ErrorsInDeclaration();
                public {Values} Forward({tape} tape, {Values} x, bool training = true) => throw ErrorsInDeclaration();
                public float Loss({tape} tape, {Values} t, {Values} sampleWeights = default) => throw ErrorsInDeclaration();
                public float Loss({tape} tape, {Indices} t, {Values} sampleWeights = default) => throw ErrorsInDeclaration();
                public void Backward({tape} tape) => throw ErrorsInDeclaration();
                public void Backward({tape} tape, {Values} dy) => throw ErrorsInDeclaration();
                public void BackwardToInput({tape} tape, {Values} dy, global::System.Span<float> dx, bool parameters = false) => throw ErrorsInDeclaration();
                public global::NetGen.GradientCheck CheckGradients(ulong seed = 0) => throw ErrorsInDeclaration();
                """);
            var handles = spec.Nodes.Where(node => node.Kind == "Dense").ToArray();
            if (handles.Length > 0) writer.Separate();
            foreach (NodeSpec node in handles) writer.Write($"public global::NetGen.Dense {Identifier(node.Name)} => throw ErrorsInDeclaration();");
            writer.Separate();
            writer.Write($"""
                void global::NetGen.INetwork<{name}>.Predict(global::NetGen.Batch batch) => throw ErrorsInDeclaration();
                float global::NetGen.INetwork<{name}>.TrainStep(global::NetGen.Batch batch, global::NetGen.Optimizer optimizer) => throw ErrorsInDeclaration();
                float global::NetGen.INetwork<{name}>.Evaluate(global::NetGen.Batch batch) => throw ErrorsInDeclaration();

                private static global::System.Exception ErrorsInDeclaration() =>
                    new global::System.InvalidOperationException({Literal($"The declaration of {FullName(spec)} has errors; see the build output.")});
                """);
        }
        return writer.ToString();
    }

    private const string Values = "global::System.ReadOnlySpan<float>";
    private const string Indices = "global::System.ReadOnlySpan<int>";
}
