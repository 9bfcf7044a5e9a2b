using NetGen.Compiler.Kernels;
using NetGen.Interpreter;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Tests;

/// <summary>The interpreter is an oracle, so what it does itself is tested on kernels small enough to see through.</summary>
public class KernelInterpreterTests
{
    private static readonly Ref X = new("x"), Y = new("y"), T = new("t");
    private static readonly Var Samples = new("samples");

    [Fact]
    public void Loads_stores_and_loops_do_what_they_say()
    {
        var m = new Var("m");
        Assert.Equal([1, 2, 3, 4, 10, 20, 30, 40, 0],
            Run([1, 2, 3, 4, 10, 20, 30, 40], 9, new Loop(m, 0, 8, 4, [new Store(Y, m, new Load(X, m))])));
        Assert.Equal([2, 2, 2, 2, 3], Run([1, 2, 3, 4], 5, new Store(Y, 0, new Broadcast(X, 1)), new Store(Y, 4, new LoadScalar(X, 2))));
        Assert.Equal([4, 4, 4, 4, 2, 3, 4, 5],
            Run([1, 2, 3, 4, 5], 8, new Store(Y, 0, BroadcastLane(new LoadBroadcast128(X, 1), 2)),
                new Store(Y, 4, new LoadBroadcast128(X, 1))));
    }

    [Theory]
    [InlineData(VectorOp.Add, 3f, -2f, 1f)]
    [InlineData(VectorOp.Sub, 3f, -2f, 5f)]
    [InlineData(VectorOp.Mul, 3f, -2f, -6f)]
    [InlineData(VectorOp.Div, 3f, -2f, -1.5f)]
    [InlineData(VectorOp.Max, 3f, -2f, 3f)]
    [InlineData(VectorOp.Min, 3f, -2f, -2f)]
    [InlineData(VectorOp.Max, float.NaN, 1f, 1f)]           // a > b ? a : b
    [InlineData(VectorOp.Max, 1f, float.NaN, float.NaN)]
    [InlineData(VectorOp.Min, float.NaN, 1f, 1f)]
    [InlineData(VectorOp.Max, 0f, -0f, -0f)]
    public void Operations_of_two_have_one_rounding_and_one_rule_on_NaN(VectorOp op, float a, float b, float expected) =>
        Compare.Bits([expected],
            Run([a, b], 1, new Store(Y, 0, new Intrinsic(op, Kind.Scalar, [new LoadScalar(X, 0), new LoadScalar(X, 1)]))),
            op.ToString());

    /// <summary>(1 + 2⁻²³)² − 1 − 2⁻²² = 2⁻⁴⁶, which a product rounded by itself loses.</summary>
    [Fact]
    public void Fma_rounds_once()
    {
        float next = MathF.BitIncrement(1f);
        Expression x = new Broadcast(X, 0);
        Assert.Equal(MathF.ScaleB(1, -46), Run([next, -(1 + MathF.ScaleB(1, -22))], 4, new Store(Y, 0, Fma(x, x, new Broadcast(X, 1))))[0]);
    }

    [Fact]
    public void Folds_go_by_halves()
    {
        // (1e8 + 3) + (−1e8 + 4): in this order 1e8 + 3 is rounded to 1e8.
        float[] y = Run([1e8f, -1e8f, 3, 4], 2, new Store(Y, 0, new Intrinsic(VectorOp.ReduceAdd, Kind.Scalar, [new Load(X, 0)])),
            new Store(Y, 1, new Intrinsic(VectorOp.ReduceMax, Kind.Scalar, [new Load(X, 0)])));
        Assert.Equal([(1e8f + 3) + (-1e8f + 4), 1e8f], y);
    }

    [Fact]
    public void Lanes_are_kept_and_selected()
    {
        Assert.Equal([1, 2, -1, -1], Run([1, 2, 3, 4], 4, new Store(Y, 0, MaskTail(new Load(X, 0), Vector(-1), 2))));
        Assert.Equal([0, 0, 3, 4],
            Run([1, 2, 3, 4], 4, new Store(Y, 0, Select(Greater(new Load(X, 0), Vector(2)), new Load(X, 0), Vector(0)))));
        Assert.Equal([0, 2, 3, 4],
            Run([1, 2, 3, 4], 4, new Store(Y, 0, Select(GreaterOrEqual(new Load(X, 0), Vector(2)), new Load(X, 0), Vector(0)))));
    }

    [Fact]
    public void Values_may_be_set_and_chosen()
    {
        var sum = new Local("sum", Kind.Vector);
        var k = new Var("k");
        Statement[] body = [new Let(sum, new SelectByFlag("accumulate", new Load(X, 0), Vector(0))),
            new Loop(k, 0, Samples, 1, [new AssignLocal(sum, sum + new Broadcast(X, k))]), new Store(Y, 0, sum)];
        Assert.Equal([6, 6, 6, 6], Run([1, 2, 3, 4], 4, body));
        Assert.Equal([7, 8, 9, 10], Run([1, 2, 3, 4], 4, accumulate: true, body));
    }

    [Fact]
    public void Places_multiples_and_indices_are_found()
    {
        Ref row = new("row");
        Var tiled = new("tiled"), t = new("t_m");
        Assert.Equal([3, 7, 8], Run([1, 2, 3, 4, 5, 6, 7, 8], 3,
            new AlignDown(tiled, 0, Samples, 2),                  // 3 samples in twos: 2
            new Store(Y, 0, new LoadScalar(X, tiled)),
            new LetRef(row, X, (Index)tiled * 2 + 1),
            new Store(Y, 1, new LoadScalar(row, 1)),
            new LetIndex(t, T, 1),
            new Store(Y, 2, new LoadScalar(X, t))));
    }

    [Fact]
    public void Whoever_leaves_his_window_is_stopped()
    {
        AssertOutside("Test, x: [5, 5 + 4) of 8 elements", new Store(Y, 0, new Load(X, 5)));
        AssertOutside("Test, x: [8, 8 + 1) of 8 elements", new Store(Y, 0, new LoadScalar(X, 8)));
        AssertOutside("Test, x: [8, 8 + 1) of 8 elements", new Store(Y, 0, new Broadcast(X, 8)));
        AssertOutside("Test, x: [5, 5 + 4) of 8 elements", new Store(Y, 0, new LoadBroadcast128(X, 5)));
        AssertOutside("Test, y: [1, 1 + 4) of 4 elements", new Store(Y, 1, Vector(0)));
        AssertOutside("Test, x: [9, 9 + 0) of 8 elements", new LetRef(new Ref("p"), X, 9));
        AssertOutside("Test, t: [2, 2 + 1) of 2 elements", new LetIndex(new Var("i"), T, 2));
        AssertOutside("Test, loop m from 0 to 3 is no multiple of its step 2", new Loop(new Var("m"), 0, Samples, 2, []));
    }

    [Fact]
    public void A_window_is_a_part_of_its_array_and_no_more()
    {
        float[] array = [1, 2, 3, 4];
        Assert.Equal([2, 3], new Window<float>("w", array, 1, 2).Slice(0, 2).ToArray());
        Assert.Throws<OutOfWindowException>(() => new Window<float>("w", array, 1, 2).Slice(1, 2).Length);
        Assert.Throws<OutOfWindowException>(() => new Window<float>("w", array, 1, 2).Slice(-1, 1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Window<float>("w", array, 3, 2));
    }

    private static void AssertOutside(string message, params Statement[] body) =>
        Assert.Equal(message, Assert.Throws<OutOfWindowException>(() => Run([1, 2, 3, 4, 5, 6, 7, 8], 4, body)).Message);

    private static float[] Run(float[] x, int length, params Statement[] body) => Run(x, length, false, body);

    private static float[] Run(float[] x, int length, bool accumulate, params Statement[] body)
    {
        var kernel = new Kernel("Test", [],
            [new RefParameter(X), new RefParameter(Y), new RefParameter(T), new CountParameter(Samples),
                new FlagParameter("accumulate")], body);
        KernelVerifier.Verify(kernel);
        float[] y = new float[length];
        new KernelInterpreter<float>(kernel, 4).Run(new KernelArguments<float>
        {
            Places = { ["x"] = new("x", x), ["y"] = new("y", y), ["t"] = new("t", [0, 7]) },
            Counts = { ["samples"] = 3 },
            Flags = { ["accumulate"] = accumulate },
        });
        return y;
    }
}
