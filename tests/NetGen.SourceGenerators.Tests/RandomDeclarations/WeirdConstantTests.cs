using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Kinds;

namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>
/// Declarations with constants no one writes on purpose: extreme and subnormal doubles, NaN, infinities, extreme integers, nulls, empty and
/// huge arrays, odd strings, members no enum has. Nothing
/// fails inside, no text is generated that does not compile, no stub stays without an error, and nothing takes long. Sixty in every run,
/// 4,800 with <c>NETGEN_WHOLE=1</c>.
/// </summary>
public class WeirdConstantTests(ITestOutputHelper output)
{
    private const int Batch = 20;

    private static readonly string[] doubles =
    [
        "0", "1", "-1", "0.5", "2", "1e-3", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.MaxValue",
            "double.MinValue", "double.Epsilon", "-double.Epsilon", "1e39", "-1e39", "3.4028235e38",
        "3.4028236e38", "1e-45", "1e-46", "1e-60", "-1e-60", "1.17549435e-38", "5e-39", "0.99999999", "1 - 1e-17", "-0.0", "1e308 * 10",
            "float.MaxValue", "float.Epsilon", "(double)1e-40f", "1 / 3.0",
    ];

    private static readonly string[] integers =
        ["1", "2", "3", "4", "8", "0", "-1", "int.MinValue", "int.MaxValue", "int.MinValue + 1", "int.MinValue + 2", "int.MinValue + 3",
            "16777216", "16777217", "65536", "Given.Width", "Given.Heads", "unchecked(1 << 31)", "(int)1e9", "'a'"];

    private static readonly string[] strings =
        ["null", "\"\"", "\" \"", "\"In0\"", "\"L1\"", "\"\\0\"", "\"\\u202e\"", "\"\\n\"", "\"*/\"", "\"{0}\"", "\"class\"", "nameof(L1)",
            "nameof(In0)", "default", "\"\\ud800\"", "\"" + new string('x', 3000) + "\""];

    private static readonly string[] shapes =
        ["", "4", "4, 4", "2, 3, 4", "null", "new int[0]", "default(int[])", "1, 1, 1, 1, 1, 1, 1, 1, 1, 1", "0", "-1, -1",
            "int.MaxValue, int.MaxValue", "new[] { 2, 2 }", "16777216, 16777216, 16777216", string.Join(", ", Enumerable.Repeat("1", 300))];

    /// <summary>Attributes by reflection, so that a new one takes part.</summary>
    private static readonly Type[] layers =
        [.. LayerRegistry.Layers.Select(kind => typeof(NetworkAttribute).Assembly.GetType($"NetGen.{kind.Name}Attribute")!),
            typeof(SharedAttribute)];

    private static readonly Type[] losses =
        [.. LayerRegistry.Losses.Select(kind => typeof(NetworkAttribute).Assembly.GetType($"NetGen.{kind.Name}Attribute")!)];

    private static string Declaration(int seed)
    {
        Random random = new(seed);
        string One(params string[] of) => of[random.Next(of.Length)];
        string Value(Type type) => type switch
        {
            _ when type == typeof(int) => random.Next(2) == 0 ? One("1", "2", "3", "4", "8") : One(integers),
            _ when type == typeof(double) => One(doubles),
            _ when type == typeof(bool) => One("true", "false", "!true", "1 < 2"),
            _ when type == typeof(string) => One(strings),
            _ when type == typeof(int[]) => One(shapes),
            _ when type == typeof(string[]) =>
                One("nameof(In0), nameof(L1)", "\"In0\", null!", "null!, null!", "null", "new string[0]", "\"In0\", \"In0\"",
                    "\"In0\", \"\"", string.Join(", ", Enumerable.Repeat("\"In0\"", 200))),
            { IsEnum: true } => random.Next(3) > 0 ? $"{type.Name}.{One(Enum.GetNames(type))}"
                : $"({type.Name})({One("99", "-1", "int.MaxValue", "int.MinValue")})",
            _ => "default",
        };
        string Attribute(Type type, params string[] never)
        {
            ParameterInfo[] parameters = type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).First()
                .GetParameters();
            List<string> arguments = [];
            foreach (ParameterInfo parameter in parameters)
                if (!parameter.HasDefaultValue || random.Next(3) > 0)
                    arguments.Add((parameter.HasDefaultValue ? parameter.Name + ": " : "") + Value(parameter.ParameterType));
            arguments.RemoveAll(argument => argument.Length == 0);
            foreach (PropertyInfo property in type.GetProperties()
                .Where(property => property.SetMethod is { IsPublic: true } && !never.Contains(property.Name)))
                if (random.Next(4) == 0 && Value(property.PropertyType) is { Length: > 0 } value)
                    arguments.Add($"{property.Name} = {value}");
            return $"{type.Name[..^9]}({string.Join(", ", arguments)})";
        }
        string network = $"Network({(random.Next(4) == 0 ? Value(typeof(Defaults)) : "")}{(random.Next(8) == 0 ? "" : "")})";
        string budget = random.Next(6) == 0 ? $", Budget(MaxParameters = {One("0", "-1", "long.MaxValue", "long.MinValue", "1000")})" : "";
        string input = random.Next(4) == 0 ? $"Input({One(shapes)})" : $"Input({One("4", "8", "2, 3")})";
        string name = "Net" + seed.ToString(CultureInfo.InvariantCulture);
        if (random.Next(2) == 0)
        {
            var nodes = new List<string> { network + budget, input };
            for (int i = random.Next(1, 4); i > 0; i--) nodes.Add(Attribute(layers[random.Next(layers.Length)], "From"));
            if (random.Next(2) == 0) nodes.Add("Flatten");
            nodes.Add("Dense(3)");
            if (random.Next(2) == 0) nodes.Add(Attribute(losses[random.Next(losses.Length)]));
            return $"using NetGen;\nnamespace Weird{seed};\n[{string.Join(",\n ", nodes)}]\nsealed partial class {name};\n";
        }

        var members = new List<string> { $"[{input}] public partial Input In0 {{ get; }}", "[Flatten] public partial Layer L0 { get; }" };
        for (int i = 1, count = random.Next(1, 4); i <= count; i++)
        {
            Type type = layers[random.Next(layers.Length)];
            string handle = LayerRegistry.FindLayer(type.Name[..^9])?.Handle ?? "Layer";
            string loss = random.Next(5) == 0 ? ", " + Attribute(losses[random.Next(losses.Length)])
                : random.Next(5) == 0 ? ", Output" : "";
            members.Add($"[{Attribute(type)}{loss}] public partial {handle} L{i} {{ get; }}");
        }
        members.Add(
            $"[Dense(3){(random.Next(2) == 0 ? ", " + Attribute(losses[random.Next(losses.Length)]) : "")}] "
            + $"public partial Dense Last {{ get; }}");
        return $"using NetGen;\nnamespace Weird{seed};\n[{network}{budget}]\nsealed partial class {name}\n{{\n"
            + $"    {string.Join("\n    ", members)}\n}}\n";
    }

    [Fact]
    public async Task Constants_no_one_writes_on_purpose_are_errors_or_networks()
    {
        int count = SlowTests.Wanted ? 4800 : 60, networks = 0;
        double longest = 0;
        for (int first = 0; first < count; first += Batch)
        {
            string[] sources = [.. Enumerable.Range(first, Batch).Select(Declaration)];
            // Each by itself for the time; together for the C# compiler, which takes longer to begin than to look at one.
            foreach (string source in sources)
            {
                var watch = Stopwatch.StartNew();
                double start = ThreadTime.Milliseconds();
                GeneratorDriver driver = Generate.Driver()
                    .RunGenerators(Generate.Compilation([source]), TestContext.Current.CancellationToken);
                double time = Math.Min(ThreadTime.Milliseconds() - start, watch.Elapsed.TotalMilliseconds);
                longest = Math.Max(longest, time);
                GeneratorRunResult result = driver.GetRunResult().Results.Single();
                Assert.True(result.Exception is null && result.Diagnostics.All(message => message.Id != "NG0001"),
                    $"{result.Exception}{string.Join("\n", result.Diagnostics)}\n{source}");
                Assert.True(time < 2000 || first == 0, $"{time:F0} ms:\n{source}");
                if (!Stubs.In(result).Any()) networks++;
            }

            if (!IsWhole(sources)) foreach (string source in sources) Assert.True(IsWhole([source]), source);
            await Stubs.AssertReported(Generate.Compilation(sources));
        }

        output.WriteLine($"{count} declarations, {networks} of them networks; the longest took {longest:F0} ms");
        Assert.InRange(networks, count / 20, count - count / 4);
    }

    /// <summary>No error in generated text, and no failure of NetGen's.</summary>
    private static bool IsWhole(string[] sources)
    {
        Generated generated = Generate.Run(sources);
        var messages = generated.Build();
        HashSet<string> wrong = [.. messages.Where(message => message.Severity == DiagnosticSeverity.Error)
            .Select(message => message.Location.GetLineSpan().Path)];
        return messages.All(message => message.Id is not ("NG0001" or "AD0001"))
            && wrong.All(path => path.StartsWith("/source/", StringComparison.Ordinal) || path.Length == 0);
    }
}
