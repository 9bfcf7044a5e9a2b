using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Shapes;
using NetGen.Compiler.Targets;
using NetGen.Compiler.Tests;
using NetGen.Conformance;

namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>
/// Declarations no one thought of: sixty in every run, two thirds of them valid; as many as <c>NETGEN_RANDOM_DECLARATIONS</c> says where it
/// is set.
/// </summary>
public class RandomDeclarationTests
{
    private const int Portions = 6;

    private static readonly int Declarations =
        int.TryParse(Environment.GetEnvironmentVariable("NETGEN_RANDOM_DECLARATIONS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out int wanted) ? wanted : SlowTests.Wanted ? 600 : 60;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Portions)];

    /// <summary>The seeds of valid declarations, or of those to break, that fall to one part.</summary>
    private static IEnumerable<int> SeedsOf(int part, bool valid) =>
        Enumerable.Range(0, Declarations).Where(seed => seed % 3 == 2 != valid && seed / 3 % Portions == part);

    /// <summary>
    /// It compiles without a warning, its gradients are the slopes, and every target's code gives the interpreter's bits.
    /// </summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public void A_valid_declaration_becomes_the_network_the_interpreter_runs(int part)
    {
        foreach (int[] seeds in SeedsOf(part, valid: true).Chunk(8))
        {
            DeclarationWriter[] writers = [.. seeds.Select(seed => new DeclarationWriter(seed))];
            string[] sources = [.. writers.Select(writer => writer.Write())];
            Generated generated = Generate.Run(sources);
            ImmutableArray<Diagnostic> messages = [.. generated.Build()
                .Where(message => message.Severity == DiagnosticSeverity.Error || !message.Id.StartsWith("NG", StringComparison.Ordinal))];
            Assert.True(messages.IsEmpty, string.Join("\n", messages) + "\n\n" + string.Join("\n", sources));

            using LoadedNetworks networks = LoadedNetworks.Load(generated);
            for (int i = 0; i < seeds.Length; i++) Check(generated, networks, $"Random{seeds[i]}.{writers[i].Name}", sources[i]);
        }
    }

    internal static void Check(Generated generated, LoadedNetworks networks, string name, string source)
    {
        ParsedNetwork parsed = NetworkParser.Parse(generated.Source.GetTypeByMetadataName(name)!, target: null, generated.Source,
            TestContext.Current.CancellationToken)!;
        PlannedNetwork network = NetworkCompiler.Plan(ShapeInference.Infer(parsed.Spec));
        var trial = new Trial(network, samples: 5);
        foreach (TargetIsa target in TargetIsa.All)
        {
            Isa isa = Enum.Parse<Isa>(target.Name);
            if (!TargetKernels.Runnable.Contains(isa)) continue;
            Trial.Results<float> expected = trial.Run<float>(target), found = GeneratedRun.Of(networks.Type(name), isa, trial);
            foreach (((string what, float[] interpreted), (_, float[] compiled)) in expected.All.Zip(found.All))
                Compare.Bits(interpreted, compiled, $"{what} on {isa}, interpreted and compiled:\n{source}");
        }
        var check = (GradientCheck)networks.Type(name).GetMethod("CheckGradients")!.Invoke(networks.Create(name), [0ul])!;
        Assert.True(check.Passed, $"{check}\n{source}");
    }

    /// <summary>Errors, all of them in the user's own text, and never one about a failure of the generator.</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public async Task A_broken_declaration_is_an_error_where_it_is_broken(int part)
    {
        List<string> sources = [];
        foreach (int seed in SeedsOf(part, valid: false))
        {
            (string mistake, string source) = Mistakes.Break(new DeclarationWriter(seed).Write(), seed);
            ImmutableArray<Diagnostic> errors = [.. Generate.Run([source], generator: Generate.WithoutKernels).Build()
                .Where(message => message.Severity == DiagnosticSeverity.Error)];
            string all = $"{mistake}:\n{string.Join("\n", errors)}\n\n{source}";
            Assert.True(errors.Length > 0, all);
            Assert.All(errors, error => Assert.True(error.Id != "NG0001" && error.Id != "AD0001", all));
            Assert.All(errors,
                error => Assert.True(error.Location.GetLineSpan().Path.StartsWith("/source/", StringComparison.Ordinal), all));
            sources.Add(source);
        }

        await Stubs.AssertReported(Generate.Compilation(sources));
    }

    /// <summary>
    /// Numbers, layers, blocks and activations that another generator writes are errors, not networks that fail when they run.
    /// </summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public async Task What_another_generator_is_to_bring_is_an_error(int part)
    {
        List<string> sources = [];
        foreach (int seed in SeedsOf(part, valid: true))
        {
            string source = new DeclarationWriter(seed).Write();
            Random random = new(seed);
            (string pattern, string other)[] places = [(@"\d+(?=[,)])", "Size"), (@"\bDense(?=\()", "Layered"),
                (@"\bBlock\d+(?=>)", "Step"),
                (@"Activation\.\w+", "(Activation)Size"), (@"\bnameof\(\w+\)", "nameof(Size)"),
                    (@"\b(Input|Dense|Layer)(?= \w+ \{)", "Handle")];
            for (int i = random.Next(1, 3); i > 0; i--)
            {
                (string pattern, string other) = places[random.Next(places.Length)];
                var matches = System.Text.RegularExpressions.Regex.Matches(source, pattern);
                if (matches.Count == 0) continue;
                var match = matches[random.Next(matches.Count)];
                source = source.Remove(match.Index, match.Length).Insert(match.Index, other);
            }

            sources.Add(source);
        }

        await Stubs.AssertReported(Generate.Compilation(sources));
    }
}
