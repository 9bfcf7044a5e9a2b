using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Tests;

/// <summary>
/// A kernel with a name that is undefined or defined twice, a wrong kind or a wrong number of arguments is refused by a message that says
/// so.
/// </summary>
public class KernelVerifierTests
{
    private static readonly Ref X = new("x");
    private static readonly Var N = new("samples");
    private static readonly Local A = new("a", Kind.Vector), S = new("s", Kind.Scalar);

    private static readonly Dictionary<string, Statement[]> Illegal = new()
    {
        ["a is used but not defined"] = [new Store(X, 0, A)],
        ["b is used but not defined"] = [new AssignLocal(new Local("b", Kind.Vector), Vector(0))],
        ["y is used but not defined"] = [new Store(new Ref("y"), 0, Vector(0))],
        ["z is used but not defined"] = [new Let(A, new Load(new Ref("z"), 0))],
        ["z1 is used but not defined"] = [new Let(S, new LoadScalar(new Ref("z1"), 0))],
        ["z2 is used but not defined"] = [new Let(A, new Broadcast(new Ref("z2"), 0))],
        ["z3 is used but not defined"] = [new LetRef(new Ref("p"), new Ref("z3"), 0)],
        ["z4 is used but not defined"] = [new LetIndex(new Var("t"), new Ref("z4"), 0)],
        ["k is used but not defined"] = [new Let(A, new Load(X, new Var("k")))],
        ["m is used but not defined"] = [new AlignDown(new Var("e"), 0, new Var("m"), 4)],
        ["m2 is used but not defined"] = [new Loop(new Var("i"), 0, new Var("m2"), 1, [])],
        ["m3 is used but not defined"] = [new Loop(new Var("i"), new Var("m3"), 4, 1, [])],
        ["training is used but not defined"] = [new Let(A, new SelectByFlag("training", Vector(0), Vector(1)))],
        ["inner is used but not defined"] = [new Scope([new Let(new Local("inner", Kind.Vector), Vector(0))]),
            new Store(X, 0, new Local("inner", Kind.Vector))],
        ["i is used but not defined"] = [new Loop(new Var("i"), 0, N, 1, []), new Store(X, new Var("i"), Vector(0))],
        ["a is defined twice"] = [new Let(A, Vector(0)), new Scope([new Let(A, Vector(0))])],
        ["x is defined twice"] = [new Loop(new Var("x"), 0, N, 1, [])],
        ["p is defined twice"] = [new LetRef(new Ref("p"), X, 0), new LetRef(new Ref("p"), X, 0)],
        ["samples is defined twice"] = [new AlignDown(N, 0, N, 4)],
        ["t is defined twice"] = [new LetIndex(new Var("t"), X, 0), new LetIndex(new Var("t"), X, 0)],
        ["loop i has step 0"] = [new Loop(new Var("i"), 0, N, 0, [])],
        ["a: Vector expected, Scalar found"] = [new Let(A, Scalar(0))],
        ["s: Scalar expected, Vector found"] = [new Let(S, Scalar(0)), new AssignLocal(S, Vector(0))],
        ["accumulate: Vector expected, Scalar found"] = [new Let(A, new SelectByFlag("accumulate", Vector(0), Scalar(0)))],
        ["Splat: Scalar expected, Vector found"] = [new Let(A, Splat(Vector(0)))],
        ["Splat: Vector expected, Scalar found"] = [new Let(S, new Intrinsic(VectorOp.Splat, Kind.Scalar, [Scalar(0)]))],
        ["Fold: Vector expected, Scalar found"] = [new Let(S, new Intrinsic(VectorOp.ReduceAdd, Kind.Scalar, [Scalar(0)]))],
        ["Fold: Scalar expected, Vector found"] = [new Let(A, new Intrinsic(VectorOp.ReduceMax, Kind.Vector, [Vector(0)]))],
        ["comparison: Mask expected, Vector found"] = [new Let(A, new Intrinsic(VectorOp.Greater, Kind.Vector, [Vector(0), Vector(1)]))],
        ["Select: Mask expected, Vector found"] = [new Let(A, Select(Vector(1), Vector(0), Vector(1)))],
        ["Select: Vector expected, Scalar found"] = [new Let(A, Select(Greater(Vector(0), Vector(1)), Scalar(0), Vector(1)))],
        ["Add: Scalar expected, Vector found"] = [new Let(S, new Intrinsic(VectorOp.Add, Kind.Scalar, [Vector(0), Scalar(1)]))],
        ["Exp: Vector expected, Scalar found"] = [new Let(A, new Intrinsic(VectorOp.Exp, Kind.Vector, [Scalar(1)]))],
        ["MaskTail: Vector expected, Scalar found"] = [new Let(A, MaskTail(Vector(0), Scalar(0), 1))],
        ["Add has 1 arguments"] = [new Let(A, Of(VectorOp.Add, Vector(0)))],
        ["Fma has 2 arguments"] = [new Let(A, Of(VectorOp.Fma, Vector(0), Vector(0)))],
        ["Neg has 2 arguments"] = [new Let(A, Of(VectorOp.Neg, Vector(0), Vector(0)))],
        ["unknown statement Unheard"] = [new Unheard()],
        ["unknown expression Unseen"] = [new Let(A, new Unseen())],
    };

    private sealed record Unheard : Statement;

    private sealed record Unseen() : Expression(Kind.Vector);

    public static TheoryData<string> Messages => [.. Illegal.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void An_illegal_kernel_is_refused(string message) =>
        Assert.Equal($"kernel Test: {message}",
            Assert.Throws<InternalCompilerErrorException>(() => KernelVerifier.Verify(Kernel(Illegal[message]))).Message);

    [Fact]
    public void A_parameter_that_is_there_twice_is_refused()
    {
        var kernel = new Kernel("Test", [], [new RefParameter(X), new FlagParameter("x")], []);
        Assert.Equal("kernel Test: x is defined twice",
            Assert.Throws<InternalCompilerErrorException>(() => KernelVerifier.Verify(kernel)).Message);
    }

    [Fact]
    public void A_legal_kernel_passes_and_names_end_with_their_scope() => KernelVerifier.Verify(Kernel(
        new Scope([new Let(A, Vector(0))]),
        new Scope([new Let(A, new SelectByFlag("accumulate", new Load(X, 0), Vector(0))),
            new AssignLocal(A, Select(Greater(A, Vector(0)), A, -A))]),
        new AlignDown(new Var("tiled"), 0, N, 4),
        new Loop(new Var("m"), 0, new Var("tiled"), 4,
            [new LetRef(new Ref("x_m"), X, new Var("m")), new Let(S, new LoadScalar(new Ref("x_m"), 0)),
                new Store(X, 0, Splat(S))])));

    private static Kernel Kernel(params Statement[] body) =>
        new("Test", [], [new RefParameter(X), new CountParameter(N), new FlagParameter("accumulate")], body);
}
