using NetGen.Compiler.Declarations;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>The surface of a declaration with mistakes: every member is there, in every form it could have, and throws.</summary>
internal static class SurfaceStub
{
    internal static string Render(NetworkSpec spec)
    {
        if (spec.OnlyMembers) return RenderMembers(spec);
        var writer = new CodeWriter();
        string name = spec.Self, thrown = Thrown(spec), tape = $"global::NetGen.Tape<{name}>", data = $"global::NetGen.Dataset<{name}>";
        SurfaceFrame.Header(writer,
            $"{FullName(spec)}: its declaration has errors, so there is no network. These members let the code that uses it compile.");
        SurfacePorts ports = SurfacePorts.Of(spec);
        using (SurfaceFrame.Open(writer, spec, "", $" : global::NetGen.INetwork<{name}>"))
        {
            writer.Write($"""
                public const int ParameterCount = 1;

                public {spec.Name}(ulong seed){(spec.BaseTakesSeed ? " : base(seed)" : "")} => throw {thrown};

                public static global::NetGen.NetworkInfo Info => throw {thrown};
                public static string Summary => throw {thrown};
                public static string Mermaid => throw {thrown};
                public static global::NetGen.Isa Isa => throw {thrown};
                public global::NetGen.ParameterSet Parameters => throw {thrown};

                public static {name} Create(ulong seed) => throw {thrown};
                public static {name} Load(string path) => throw {thrown};
                public static {name} Load(global::System.IO.Stream stream) => throw {thrown};
                public static {name} Load(global::System.ReadOnlySpan<byte> bytes) => throw {thrown};
                public void Save(string path) => throw {thrown};
                public void Save(global::System.IO.Stream stream) => throw {thrown};

                public void Reserve(int threads, int samples) => throw {thrown};
                public {tape} CreateTape(int capacity) => throw {thrown};
                public void Backward({tape} tape) => throw {thrown};
                public global::NetGen.GradientCheck CheckGradients(ulong seed = 0) => throw {thrown};

                """);
            Ports(writer, ports, thrown, tape, data);
            writer.Separate();
            if (spec.IsChain) HandleText.Stubs(writer, spec.Nodes, spec.Blocks, thrown);
            foreach (MemberSpec member in spec.Members.Concat(spec.StrayMembers)) writer.Write(member.Stub(Thrown(spec)));
            writer.Separate();
            foreach ((string type, string member, string parameters) in ((string, string, string)[])
                [("void", "Predict", ""), ("float", "TrainStep", ", global::NetGen.Optimizer optimizer"), ("float", "Evaluate", "")])
                if (!spec.Implemented.Contains(member))
                    writer.Write(
                        $"{type} global::NetGen.INetwork<{name}>.{member}(global::NetGen.Batch batch{parameters}) => throw {thrown};");
            writer.Separate();
            Thrown(writer, spec);
        }
        return writer.ToString();
    }

    /// <summary>The properties of layers alone, where no other member can be alongside the user's own.</summary>
    private static string RenderMembers(NetworkSpec spec)
    {
        var writer = new CodeWriter();
        SurfaceFrame.Header(writer,
            $"{FullName(spec)}: its own members leave no room for the generated ones, so there is no network, "
            + "but for the properties of its layers.");
        using (SurfaceFrame.Open(writer, spec))
        {
            foreach (MemberSpec member in spec.Members.Concat(spec.StrayMembers)) writer.Write(member.Stub(Thrown(spec)));
            writer.Separate();
            Thrown(writer, spec);
        }
        return writer.ToString();
    }

    private static string Thrown(NetworkSpec spec) => spec.Names.ErrorsInDeclaration + "()";

    private static void Thrown(CodeWriter writer, NetworkSpec spec)
    {
        Unread(writer, spec.Unread);
        writer.Write($"""
            private static global::System.Exception {Thrown(spec)} =>
                new global::System.InvalidOperationException({Literal($"The declaration of {FullName(spec)} has errors; see the build output.")});
            """);
    }

    /// <summary>What the analyzer is to look at once more, above the method that says what is thrown.</summary>
    internal static void Unread(CodeWriter writer, EquatableArray<string> unread)
    {
        if (unread.Count > 0)
            writer.Write(
                $"[global::System.ComponentModel.Description({Literal(string.Join(SurfaceRenderer.UnreadSeparator.ToString(), unread))})]");
    }

    /// <summary>Named after what inputs and outputs there seem to be.</summary>
    private static void Ports(CodeWriter writer, SurfacePorts ports, string thrown, string tape, string data)
    {
        string List(IEnumerable<SurfacePort> items, Func<SurfacePort, string> text) => string.Join(", ", items.Select(text));
        writer.Write($"public const int {string.Join(", ", ports.Constants.Distinct().Select(constant => constant + " = 1"))};");
        string inputs = List(ports.Inputs, input => $"{Values} {input.Parameter}"),
            gradients = List(ports.Outputs, output => $"{Values} {output.Gradient}");
        string Before(string list) => list.Length == 0 ? "" : list + ", ";
        writer.Write($"""
            public float Predict({inputs}) => throw {thrown};
            public void Predict({Before(inputs)}{Before(List(ports.Outputs, output => $"{Span} {output.Parameter}"))}int threads = 1) => throw {thrown};
            public {(ports.Outputs.Count > 1 ? "Outputs" : Values)} Forward({tape} tape, {Before(inputs)}bool training = true) => throw {thrown};
            public void Backward({tape} tape, {gradients}) => throw {thrown};
            public void BackwardToInput({tape} tape, {Before(gradients)}{Before(List(ports.Inputs, input => $"{Span} {input.Gradient}"))}bool parameters = false) => throw {thrown};
            """);
        var losses = ports.Losses;
        string loss = losses.Count > 1 ? "LossValues" : "float";

        // Each target may be values or class indices; where there are many losses, all the same.
        const int Each = 4;
        int kinds = losses.Count == 0 ? 0 : losses.Count <= Each ? 1 << losses.Count : 2;
        for (int kind = 0; kind < kinds; kind++)
        {
            string Element(int index) => (losses.Count <= Each ? kind >> index & 1 : kind) == 0 ? "float" : "int";
            string Targets(string type) =>
                string.Join(", ", losses.Select((output, i) => $"global::System.ReadOnly{type}<{Element(i)}> {output.Target}"));
            writer.Write($"""
                public {loss} TrainStep({Before(inputs)}{Targets("Span")}, global::NetGen.Optimizer optimizer, {Values} sampleWeights = default, int threads = 1) => throw {thrown};
                public {loss} Loss({tape} tape, {Targets("Span")}, {Values} sampleWeights = default) => throw {thrown};
                public static {data} Data({Before(List(ports.Inputs, input => $"{Memory}<float> {input.Parameter}"))}{Targets("Memory")}, {Memory}<float> sampleWeights = default) => throw {thrown};
                """);
        }
        if (losses.Count > 1)
            writer.Write(
                $"public readonly record struct LossValues(float Total, {List(losses, output => "float " + output.LossProperty)});");
        if (ports.Outputs.Count > 1)
            using (writer.Block("public readonly ref struct Outputs"))
                foreach (SurfacePort output in ports.Outputs) writer.Write($"public {Values} {Identifier(output.Name)} => throw {thrown};");
    }

    private const string Span = "global::System.Span<float>";
    private const string Memory = "global::System.ReadOnlyMemory";
    private const string Values = "global::System.ReadOnlySpan<float>";
}
