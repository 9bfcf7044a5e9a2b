using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Targets;
using NetGen.Interpreter;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Tests;

/// <summary>What an instruction set lacks is expanded to what it has with the same bits, or is reported as a bug of the compiler.</summary>
public class LegalizeTests
{
    private static readonly Ref X = new("x"), Y = new("y");

    /// <summary>NaN on either side, zeros of both signs: what Select gives is what Max and Min are defined as.</summary>
    [Fact]
    public void Max_and_Min_become_selections_with_the_same_bits()
    {
        float[] interesting = [float.NaN, 0f, -0f, 1f, -1f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon];
        float[] x = interesting.SelectMany(a => interesting.SelectMany(b => new[] { a, b })).Concat(new float[8]).ToArray();
        var i = new Var("i");
        Kernel kernel = Kernel(new Loop(i, 0, 128, 1,
        [
            new Store(Y, i, Max(new Load(X, i), new Load(X, (Index)i + 1)) + Of(VectorOp.Min, -new Load(X, i), new Load(X, (Index)i + 1))),
        ]));
        Kernel legal = Legalize.Run(kernel, Neon.Target);
        KernelVerifier.Verify(legal);
        Assert.DoesNotContain("Max", legal.ToString() + string.Join("", Operations(legal.Body)));
        Compare.Bits(Run(kernel, x), Run(legal, x), "y");
    }

    [Fact]
    public void Scalars_and_what_the_target_has_stay()
    {
        Kernel kernel = Kernel(new Store(Y, 0, Max(Scalar(0), new LoadScalar(X, 0))), new Store(Y, 1, new Load(X, 0) + Vector(1)));
        Assert.Equal(kernel.Body.Select(statement => KernelBudget.Count(statement)),
            Legalize.Run(kernel, Neon.Target).Body.Select(statement => KernelBudget.Count(statement)));
        Kernel vectors = Kernel(new Store(Y, 0, Max(Vector(0), new Load(X, 0))));
        Assert.Single(Legalize.Run(vectors, Avx2.Target).Body);
        Assert.Equal(2, Legalize.Run(vectors, Neon.Target).Body.Count);
    }

    [Fact]
    public void What_cannot_be_expanded_is_a_bug_of_the_compiler() =>
        Assert.Equal("Neon has no MaskTail, and no expansion is known",
            Assert.Throws<InternalCompilerErrorException>(
                () => Legalize.Run(Kernel(new Store(Y, 0, MaskTail(Vector(0), Vector(1), 2))), Without(VectorOp.MaskTail))).Message);

    private static IEnumerable<string> Operations(IEnumerable<Statement> body) => body.SelectMany(statement => statement switch
    {
        Loop loop => Operations(loop.Body),
        Let let => Operations(let.Value),
        Store store => Operations(store.Value),
        _ => [],
    });

    private static IEnumerable<string> Operations(Expression expression) =>
        expression is Intrinsic call ? call.Arguments.SelectMany(Operations).Append(call.Op.ToString()) : [];

    private static TargetIsa Without(VectorOp op) => new()
    {
        Name = "Neon", Description = "", Element = "float", Vector = "", Mask = "", Lanes = 4, GradientTiles = Neon.Target.GradientTiles,
        Tiles = Neon.Target.Tiles, SingleRowColumns = Neon.Target.SingleRowColumns, DotRows = Neon.Target.DotRows,
        Operations = "NeonOps", Lacks = [.. Neon.Target.Lacks, op],
    };

    private static Kernel Kernel(params Statement[] body) => new("Test", [], [new RefParameter(X), new RefParameter(Y)], body);

    private static float[] Run(Kernel kernel, float[] x)
    {
        var y = new float[132];
        new KernelInterpreter<float>(kernel, 4).Run(new KernelArguments<float> { Places = { ["x"] = new("x", x), ["y"] = new("y", y) } });
        return y;
    }
}
