using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>Half-typed declarations are what an editor has most of the time.</summary>
public class BrokenSourceTests
{
    private const string Source = """
        using NetGen;
        namespace Samples;
        partial class Outer<T>
        {
            [Network(Defaults.Keras, Checks = true)]
            [Input(28, 28), Flatten]
            [Dense(10, activation: Activation.ReLU, Bias = false)]
            [Softmax, CrossEntropy(Targets.Distributions)]
            internal sealed partial class Net : object { public Net(int x) : this() { } public int Size => 1; }
        }
        """;

    private static async Task AssertSurvives(string source)
    {
        Generated generated = Generate.Run([source], generator: Generate.WithoutKernels);
        Assert.Null(generated.Result.Exception);
        Assert.DoesNotContain(generated.Build(), message => message.Id is "NG0001" or "AD0001" or "CS8785");
        await Stubs.AssertReported(generated.Source);
    }

    [Fact]
    public async Task Text_that_ends_anywhere_is_survived()
    {
        for (int length = 0; length < Source.Length; length += 3) await AssertSurvives(Source[..length]);
    }

    [Fact]
    public async Task Text_that_misses_a_piece_anywhere_is_survived()
    {
        for (int start = 0; start < Source.Length; start += 7)
            await AssertSurvives(Source.Remove(start, Math.Min(1 + start % 11, Source.Length - start)));
    }

    [Theory]
    [InlineData("[Network]")]
    [InlineData("[Network] [Network] [Network] partial class A; [Network] partial class A;")]
    [InlineData("[assembly: Network] [module: Input(1)]")]
    [InlineData("[Network, Input, Dense(), Dense(,), Dense(1,), Dense(units:), Dense(Bias =)] partial class A;")]
    [InlineData("[Network, Input(null, null), Dense(default), Dense(int.MaxValue + 1), Dropout(1 / 0)] partial class A;")]
    [InlineData(
        "[Network, Input(4), Dense(2)] partial class A : A; [Network, Input(4), Dense(2)] partial class B : C; partial class C : B;")]
    [InlineData(
        "[Network, Input(4), Dense(2)] partial class ; [Network, Input(4), Dense(2)] partial enum E; [Network, "
        + "Input(4), Dense(2)] delegate void D();")]
    [InlineData(
        "[Network, Input(new int[0]), Input(new int[] { }), Dense(2)] partial class A { A(ulong) { } A( { } ~A(); this[int] => 0; }")]
    [InlineData("[NetworkAttribute, NetGen.Input(shape: new[] { 1, 2, }), global::NetGen.Dense(2)] partial class A<A>(int A) { int A; }")]
    public async Task Odd_sources_are_survived(string source) => await AssertSurvives("using NetGen;\n" + source);
}
