using NetGen.Compiler.CSharp;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Tests;

/// <summary>The members of a network follow from its declaration, and the stub of a broken one has all of them.</summary>
public class SurfaceRendererTests
{
    [Fact]
    public void One_output_has_a_Predict_that_returns_it_and_many_have_not()
    {
        Assert.Contains("public float Predict(", SurfaceRenderer.Render(Plan(outputs: 1)));
        Assert.DoesNotContain("public float Predict(", SurfaceRenderer.Render(Plan(outputs: 2)));
    }

    [Fact]
    public void Without_a_loss_there_is_nothing_to_train_with()
    {
        string text = SurfaceRenderer.Render(Plan(TargetKind.None));
        foreach (string member in new[]
            { "public float TrainStep(", " Data(", "public float Loss(", "void Backward(global::NetGen.Tape<Net> tape)", "Kernels.Loss" })
            Assert.DoesNotContain(member, text);
        Assert.Contains("void Backward(global::NetGen.Tape<Net> tape, ", text);
        Assert.Contains("declares no loss", text);
    }

    [Fact]
    public void Targets_are_spans_of_what_they_are()
    {
        Assert.Contains("global::System.ReadOnlySpan<float> t,", SurfaceRenderer.Render(Plan(TargetKind.Values)));
        string indices = SurfaceRenderer.Render(Plan(TargetKind.Indices));
        Assert.Contains("global::System.ReadOnlySpan<int> t,", indices);
        Assert.DoesNotContain("ReadOnlySpan<float> t,", indices);
    }

    [Fact]
    public void The_name_and_the_weight_of_the_loss_are_told()
    {
        NetworkSpec spec = Declare.Chain(Declare.Input(10), Declare.Dense(1), Declare.Node("MeanSquaredError", ("Weight", 0.25)));
        string text = SurfaceDescription.Render(Declare.Plan(spec with { Name = "@class" }));
        Assert.Contains("Name = \"class\"", text);
        Assert.Contains("LossWeight = 0.25d,", text);
    }

    [Fact]
    public void Checks_are_written_where_they_are_asked_for()
    {
        Assert.Contains("CheckGradients(", SurfaceRenderer.Render(Plan(checks: true)));
        Assert.DoesNotContain("Check", SurfaceRenderer.Render(Plan(checks: false)));
    }

    [Fact]
    public void The_surface_is_in_its_namespace_and_containers()
    {
        string text = SurfaceRenderer.Render(
            Plan(name: "@class", containers: ["public partial class Outer<T>", "internal partial struct Inner"]));
        Assert.Contains(
            "namespace Samples\n{\n    public partial class Outer<T>\n    {\n        internal partial struct Inner\n        {\n", text);
        Assert.Contains("partial class @class : global::NetGen.INetwork<@class>", text);
        Assert.DoesNotContain("namespace", SurfaceRenderer.Render(Plan(ns: "")));
    }

    [Fact]
    public void Text_is_the_same_each_time_and_has_plain_line_ends()
    {
        string text = SurfaceRenderer.Render(Plan());
        Assert.Equal(text, SurfaceRenderer.Render(Plan()));
        Assert.DoesNotContain("\r", text);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Every_public_member_is_a_reserved_name()
    {
        foreach (string text in new[] { SurfaceRenderer.Render(Plan(checks: true)), SurfaceRenderer.RenderStub(Plan().Spec) })
            foreach (string line in text.Split('\n').Where(line => line.StartsWith("        public ", StringComparison.Ordinal)))
                foreach (string name in MembersOf(line))
                    Assert.True(SurfaceRenderer.ReservedNames.Contains(name) || name is "Net" or "Dense1", $"{name} in: {line}");
    }

    [Fact]
    public void A_stub_has_every_public_member_of_the_surface()
    {
        static SortedSet<string> Names(string text) =>
            new(text.Split('\n').Where(line => line.StartsWith("        public ", StringComparison.Ordinal)).SelectMany(MembersOf));
        SortedSet<string> stub = Names(SurfaceRenderer.RenderStub(Plan().Spec));
        foreach (TargetKind target in new[] { TargetKind.None, TargetKind.Values, TargetKind.Indices })
            Assert.Superset(Names(SurfaceRenderer.Render(Plan(target, checks: true))), stub);
    }

    /// <summary>The names a member's first line declares.</summary>
    private static IEnumerable<string> MembersOf(string line)
    {
        string head = System.Text.RegularExpressions.Regex.Replace(line, @"\[[^\]]*\]|<[^<>]*>", "");
        if (head.Contains(" const ")) return head.Trim().TrimEnd(';').Split(',').Select(part => part.Split('=')[0].Trim().Split(' ')[^1]);
        int end = head.IndexOfAny(['(', '{', '=']);
        return [head[..(end < 0 ? head.Length : end)].Trim().Split(' ')[^1]];
    }

    private static NetworkPlan Plan(
        TargetKind target = TargetKind.Values, int outputs = 1, bool checks = false, string name = "Net", string ns = "Samples",
        string[]? containers = null) => new()
    {
        Spec = new NetworkSpec(
            ns, new EquatableArray<string>(containers ?? []), name, name.TrimStart('@'),
            new EquatableArray<NodeSpec>([new NodeSpec("Input", "Input", default, default),
                new NodeSpec("Dense", "Dense1", default, default)]), "PyTorch", checks),
        Input = new Shape(10),
        Output = new Shape(outputs),
        Inputs = [new InputPlan("Input", new Shape(10))],
        Outputs =
        [
            new OutputPlan("Dense1", new Shape(outputs), target == TargetKind.None ? null
                : new LossPlan("Loss", "a loss", target, target == TargetKind.Indices ? 1 : outputs, 0.25)),
        ],
        Target = target,
        TargetLength = target == TargetKind.None ? 0 : target == TargetKind.Indices ? 1 : outputs,
        LossName = target == TargetKind.None ? null : "a loss",
        LossWeight = 0.25,
        Parameters = [
            new ParameterPlan("Dense1", "Weight", new Shape(10, outputs), 0, 16, "Zeros", 10, outputs, 0, "dense1.weight", true, true)],
        ParameterBlock = 160,
        Layers = [new LayerPlan("Dense1", "Dense", "Dense", "ReLU", new Shape(outputs), 10 * outputs, 20 * outputs)],
        NeedsFullBatch = false,
    };
}
