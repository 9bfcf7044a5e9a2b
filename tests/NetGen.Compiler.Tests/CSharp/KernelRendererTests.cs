using NetGen.Compiler.CSharp;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>A kernel's text is the reviewed one on every instruction set, and its numbers read back as the same bits.</summary>
public class KernelRendererTests
{
    /// <summary>The smallest network that has all there is to see: a tile, single rows, a bias, an activation, padding.</summary>
    [Theory]
    [InlineData("Avx512")]
    [InlineData("Avx2")]
    [InlineData("Neon")]
    [InlineData("Portable")]
    [InlineData("Checks")]
    public void A_dense_layer(string name)
    {
        TargetIsa target = Zoo.Targets.Single(candidate => candidate.Name == name);
        var renderer = new KernelRenderer(target);
        var writer = new CodeWriter();
        foreach (FusedStep step in Fused(Input(3), Dense(5, "ReLU"), Dense(1)).Predict.Steps.Take(1))
            foreach (Kernel kernel in Zoo.Kernels(step.FusionGroup, target)) writer.Write(renderer.Render(kernel));
        Snapshot.Verify(writer.ToString(), $"{name}.cs", nameof(KernelRendererTests));
    }

    [Fact]
    public void Numbers_are_literals_of_the_same_bits()
    {
        foreach (float value in new[] { 0f, 1f, -1f, 0.1f, 1f / 3, MathF.PI, float.Epsilon, float.MaxValue, 1e-12f, 16777217f })
        {
            string text = Text(Portable.Target, Expression.Scalar(value));
            Assert.EndsWith("f", text);
            Assert.Equal(value, float.Parse(text[..^1], System.Globalization.CultureInfo.InvariantCulture));
        }
        Assert.Equal(0.1,
            double.Parse(Text(Portable.Checks, Expression.Scalar(0.1))[..^1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("float.NegativeInfinity", Text(Portable.Target, Expression.Scalar(double.NegativeInfinity)));
        Assert.Equal("double.PositiveInfinity", Text(Portable.Checks, Expression.Scalar(double.PositiveInfinity)));
    }

    /// <summary>
    /// Random trees of + − × ÷, written, read by the rules of C# (left to right, products first) and computed, give what the tree gives.
    /// </summary>
    [Fact]
    public void Parentheses_are_where_they_must()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            Expression tree = Tree(random, depth: 5);
            string text = Text(Portable.Target, tree);
            Assert.True(Value(tree).Equals(new Reader(text).Read()), $"{text} reads as {new Reader(text).Read():R}, not {Value(tree):R}");
        }
    }

    [Fact]
    public void A_choice_is_an_operand_in_parentheses() =>
        Assert.Equal("(accumulate ? x1 : 0f) + x2",
            Text(Portable.Target, new SelectByFlag("accumulate", X(1), Expression.Scalar(0)) + X(2)));

    [Fact]
    public void An_operation_without_spelling_is_a_bug_of_the_compiler()
    {
        var kernel = new Kernel("Test", [], [new RefParameter(new Ref("y"))],
            [new Store(new Ref("y"), 0, Expression.Max(Expression.Vector(0), Expression.Vector(1)))]);
        Assert.Equal("Neon has no Max",
            Assert.Throws<InternalCompilerErrorException>(() => new KernelRenderer(Neon.Target).Render(kernel)).Message);
        Assert.Contains("Select(Greater(", new KernelRenderer(Neon.Target).Render(Legalize.Run(kernel, Neon.Target)));
    }

    /// <summary>x1, x2, … are one float each.</summary>
    private static Expression X(int number) => new LoadScalar(new Ref($"x{number}"), 0);

    private static string Text(TargetIsa target, Expression expression)
    {
        var kernel = new Kernel("Test", [], [new RefParameter(new Ref("y"))], [new Store(new Ref("y"), 0, expression)]);
        string line = new KernelRenderer(target).Render(kernel).Split('\n')
            .Single(line => line.TrimStart().StartsWith("y = ", StringComparison.Ordinal));
        return line.Trim()[4..^1];
    }

    private static Expression Tree(Random random, int depth) => depth == 0 ? X(random.Next(1, 9)) : random.Next(7) switch
    {
        0 => X(random.Next(1, 9)),
        1 => -Tree(random, depth - 1),
        2 => Expression.Scalar(random.Next(-3, 4)),
        3 => Tree(random, depth - 1) + Tree(random, depth - 1),
        4 => Tree(random, depth - 1) - Tree(random, depth - 1),
        5 => Tree(random, depth - 1) * Tree(random, depth - 1),
        _ => Tree(random, depth - 1) / Tree(random, depth - 1),
    };

    private static float Value(Expression tree) => tree switch
    {
        LoadScalar load => Value(load.Ref.Name),
        Constant constant => (float)constant.Value,
        Intrinsic { Op: VectorOp.Neg } call => -Value(call.Arguments[0]),
        Intrinsic { Op: VectorOp.Add } call => Value(call.Arguments[0]) + Value(call.Arguments[1]),
        Intrinsic { Op: VectorOp.Sub } call => Value(call.Arguments[0]) - Value(call.Arguments[1]),
        Intrinsic { Op: VectorOp.Mul } call => Value(call.Arguments[0]) * Value(call.Arguments[1]),
        Intrinsic call => Value(call.Arguments[0]) / Value(call.Arguments[1]),
        _ => throw new ArgumentException(tree.ToString()),
    };

    private static float Value(string name) => 1 / (name[1] - '0' + 0.37f);

    /// <summary>Reads an expression as C# does.</summary>
    private sealed class Reader(string text)
    {
        private readonly string text = text.Replace(" ", "");
        private int at;

        public float Read()
        {
            at = 0;
            float value = Sum();
            Assert.Equal(text.Length, at);
            return value;
        }

        private float Sum()
        {
            float value = Product();
            while (at < text.Length && text[at] is ('+' or '-')) value = text[at++] == '+' ? value + Product() : value - Product();
            return value;
        }

        private float Product()
        {
            float value = Factor();
            while (at < text.Length && text[at] is ('*' or '/')) value = text[at++] == '*' ? value * Factor() : value / Factor();
            return value;
        }

        private float Factor()
        {
            Assert.False(text[at..].StartsWith("--", StringComparison.Ordinal), $"{text} decrements");
            if (text[at] == '-')
            {
                at++;
                return -Factor();
            }
            if (text[at] == '(')
            {
                at++;
                float inner = Sum();
                Assert.Equal(')', text[at++]);
                return inner;
            }
            int start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
            string word = text[start..at];
            return word[0] == 'x' ? Value(word) : float.Parse(word.TrimEnd('f'), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
