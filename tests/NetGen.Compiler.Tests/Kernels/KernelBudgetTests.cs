using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;
using NetGen.Interpreter;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Tests;

/// <summary>No kernel is larger than what the JIT optimizes as a whole, and the parts of a divided one compute the same bits.</summary>
public class KernelBudgetTests
{
    private static readonly Ref X = new("x"), Y = new("y");
    private static readonly Var Samples = new("samples");

    [Fact]
    public void Operations_loads_and_stores_count_names_and_constants_do_not()
    {
        var a = new Local("a", Kind.Vector);
        Assert.Equal(3, KernelBudget.Count(new Let(a, Fma(new Load(X, 0), new Broadcast(X, 0), a))));
        Assert.Equal(2, KernelBudget.Count(new Store(X, 0, a + Vector(1))));
        Assert.Equal(1, KernelBudget.Count(new Let(a, new SelectByFlag("accumulate", new Load(X, 0), Vector(0)))));
        Assert.Equal(4,
            KernelBudget.Count(new Loop(Samples, 0, 4, 1, [new Store(X, 0, a), new Scope([new Store(X, 0, -a), new AssignLocal(a, -a)])])));
        Assert.Equal(0, KernelBudget.Count(new AlignDown(Samples, 0, 4, 1)));
    }

    [Fact]
    public void A_small_kernel_stays_whole()
    {
        Kernel kernel = Kernel(Nest(300, 0));
        Assert.Same(kernel, Assert.Single(KernelBudget.Split(kernel)));
    }

    [Fact]
    public void A_large_kernel_is_split_between_its_nests_and_computes_the_same()
    {
        var tiled = new Var("m_tiled");
        Kernel kernel = Kernel(Nest(200, 0), new AlignDown(tiled, 0, Samples, 4), Nest(150, 1, tiled), Nest(300, 2, tiled), Nest(20, 3));
        IReadOnlyList<Kernel> parts = KernelBudget.Split(kernel);
        Assert.Equal(["TestPart1", "TestPart2"], parts.Select(part => part.Name));
        Assert.Equal([350, 320], parts.Select(part => part.Body.Sum(KernelBudget.Count)));
        Assert.All(parts, KernelVerifier.Verify);
        Compare.Bits(Run(kernel), Run([.. parts]), "y");
    }

    [Fact]
    public void Nests_that_share_a_value_stay_together()
    {
        var shared = new Local("shared", Kind.Vector);
        Kernel kernel = Kernel(new Let(shared, Vector(2)), Nest(300, 0), Nest(300, 1), new Store(Y, 0, shared));
        Assert.Same(kernel, Assert.Single(KernelBudget.Split(kernel)));
    }

    /// <summary>
    /// All widths that make a difference, all activations and losses, for every target: the kernels are legal, within the budget, and have
    /// a text.
    /// </summary>
    [Theory]
    [InlineData("Avx512")]
    [InlineData("Avx2")]
    [InlineData("Neon")]
    [InlineData("Portable")]
    [InlineData("Checks")]
    public void Every_kernel_of_the_zoo_is_legal_within_the_budget_and_has_a_text(string name)
    {
        TargetIsa target = Zoo.Targets.Single(candidate => candidate.Name == name);
        int kernels = 0;
        var above = new List<(int Count, string Text)>();
        foreach ((int inputs, int units, int outputs, int choice) in Shapes())
        {
            PlannedNetwork network =
                Declare.Plan([Declare.Input(inputs), Declare.Dense(units, Zoo.Activations[choice % 7]), .. Zoo.End(outputs, choice)]);
            foreach (FusionGroup group in Zoo.Groups(network))
            {
                foreach (Kernel kernel in Zoo.Kernels(group, target))
                {
                    KernelVerifier.Verify(kernel);
                    kernels++;
                    int count = kernel.Body.Sum(KernelBudget.Count);
                    if (count > KernelBudget.Operations)
                        above.Add((count, $"{inputs}-{units}-{outputs}, {kernel.Name}: {count} operations"));
                }
            }
            NetworkPrograms programs = BuildPrograms.Run(network);
            Assert.Contains($"class {target.Name}", CSharp.TargetFile.Render(programs, ShareKernels.Run(programs, [target]), target),
                StringComparison.Ordinal);
        }
        Assert.True(kernels > 1000);
        if (above.Count > 0) Assert.Fail($"{above.Count} of {kernels} kernels, the largest {above.Max().Text}");
    }

    /// <summary>1…80 and the sizes of real networks, on each side of each product.</summary>
    private static IEnumerable<(int Inputs, int Units, int Outputs, int Choice)> Shapes()
    {
        int choice = 0;
        for (int n = 1; n <= 80; n++) yield return (n, (n * 37 + 11) % 80 + 1, (n * 53 + 7) % 80 + 1, choice++);
        foreach (int n in new[] { 1, 2, 10, 16, 17, 63, 64, 65, 127, 130, 1000 })
            for (int loss = 0; loss < 9; loss++) yield return (7, 9, n, choice = loss);
        foreach ((int inputs, int units, int outputs) in new[]
            { (784, 128, 10), (784, 512, 10), (128, 784, 128), (1000, 1000, 1), (1, 1, 1), (16, 1000, 784) })
            for (int activation = 0; activation < 7; activation++) yield return (inputs, units, outputs, activation);
    }

    private static float[] Run(params Kernel[] kernels)
    {
        const int lanes = 4, samples = 11;
        float[] y = new float[64];
        var arguments = new KernelArguments<float>
        {
            Places = { ["x"] = new("x", Numbers.Random(64, seed: 1).Floats()), ["y"] = new("y", y) },
            Counts = { ["samples"] = samples },
            Flags = { ["accumulate"] = false },
        };
        foreach (Kernel kernel in kernels) new KernelInterpreter<float>(kernel, lanes).Run(arguments);
        return y;
    }

    private static Kernel Kernel(params Statement[] body) =>
        new("Test", [], [new RefParameter(X), new RefParameter(Y), new CountParameter(Samples), new FlagParameter("accumulate")], body);

    /// <summary>A loop over samples that counts as given: a load and an addition four times out of ten, and a store.</summary>
    private static Loop Nest(int count, int offset, Var? to = null)
    {
        var m = new Var($"m{offset}");
        var sum = new Local($"sum{offset}", Kind.Vector);
        var body = new List<Statement> { new Let(sum, new Load(Y, m)) };
        while (body.Sum(KernelBudget.Count) < count - 1)
            body.Add(new AssignLocal(sum, body.Sum(KernelBudget.Count) % 3 == 0 ? -sum : sum * Vector(0.75)));
        body.Add(new Store(Y, (Index)m + offset, sum));
        return new Loop(m, 0, to ?? Samples, 1, body);
    }
}
