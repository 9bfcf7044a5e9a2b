using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using NetGen.Compiler;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>
/// One range for each real number of an attribute or an optimizer: it is checked, printed and documented from one declaration, and no
/// number that a float cannot hold gets through.
/// </summary>
public class RangeTests
{
    /// <summary>Of every kind: floats and numbers that no float holds, on both sides of every bound.</summary>
    private static readonly double[] numbers =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, 1e39, -1e39, 3.4e38, -3.4e38,
            float.MaxValue, 3.4028235678e38, double.Epsilon, -double.Epsilon, 1e-60, -1e-60, 1e-45, 1e-40,
        float.Epsilon, 0, -0.0, 0.5, 1, -1, 2, 1 - 1e-9, 0.99999997, 1 + 1e-9, 1e-7, 100,
        2.4e-38, 2.3e-38, 4.2e37, -4.2e37, 4.3e37, -4.3e37, 1.8e38, 2e-31, 1.9e-31,
    ];

    private static IEnumerable<(Type Attribute, string Kind, IReadOnlyList<KindArgument<double>> Numbers)> Kinds =>
        LayerRegistry.Layers.Select(kind => (kind.Name, kind.Definition.Arguments))
            .Concat(LayerRegistry.Losses.Select(kind => (kind.Name, kind.Arguments)))
            .Select(kind => (typeof(NetworkAttribute).Assembly.GetType($"NetGen.{kind.Name}Attribute")!, kind.Name, Numbers(kind.Item2)));

    private static IReadOnlyList<KindArgument<double>> Numbers(IEnumerable<KindArgument> arguments) =>
        [.. arguments.OfType<KindArgument<double>>()];

    [Fact]
    public void Every_real_number_of_an_attribute_has_a_range()
    {
        foreach ((Type attribute, string kind, IReadOnlyList<KindArgument<double>> declared) in Kinds)
            foreach (PropertyInfo property in attribute.GetProperties().Where(property => property.PropertyType == typeof(double)))
                Assert.True(declared.Any(number => number.Name == property.Name), $"{kind}.{property.Name} has no range");
        Assert.DoesNotContain(typeof(NetworkAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute))),
            type => type.GetProperties().Any(property => property.PropertyType == typeof(double))
            && Kinds.All(kind => kind.Attribute != type) && !type.IsAbstract);
    }

    [Fact]
    public void A_number_is_refused_exactly_where_it_is_out_of_its_range()
    {
        int refused = 0;
        foreach ((Type attribute, string kind, IReadOnlyList<KindArgument<double>> declared) in Kinds)
            foreach (KindArgument<double> argument in declared)
                foreach (double number in numbers)
                {
                    bool isLoss = LayerRegistry.FindLoss(kind) is not null;
                    NodeSpec node = new(kind, "Node", new([isLoss ? "Dense1" : "Input"]), new([new Argument(argument.Name, number)]));
                    NodeSpec dense = new("Dense", "Dense1", new([isLoss ? "Input" : "Node"]), new([new Argument("Units", 4)]));
                    NodeSpec input = new("Input", "Input", default, new([new Argument("Shape", new EquatableArray<int>([4]))]));
                    NetworkSpec spec = new("", default, "Net", "Net", new(isLoss ? [input, dense, node] : [input, node, dense]),
                        "PyTorch", false);
                    Problem[] problems = [.. NetworkCompiler.Check(spec)
                        .Where(problem => problem.Rule.Id is "NG1107" or "NG1108" && problem.Values[1] == argument.Name)];
                    // HardTanh's bounds have an order as well.
                    if (kind == "HardTanh" && argument.Range!.Contains(number)) continue;
                    Assert.True(problems.Length == (argument.Range!.Contains(number) ? 0 : 1),
                        $"{kind}({argument.Name} = {number.ToString("R", CultureInfo.InvariantCulture)}): {problems.Length} messages");
                    if (problems.Length == 0) continue;
                    refused++;
                    Assert.True(problems[0].Message.Contains(argument.Range!.Must, StringComparison.Ordinal)
                        || problems[0].Message.Contains(argument.Range!.Room ?? "?", StringComparison.Ordinal), problems[0].Message);
                }
        Assert.True(refused > 300, $"{refused}");
    }

    [Theory]
    [InlineData("HardTanh(0, 1e39)", "NG1108", "1e39",
        "'HardTanh1' has Max = 1E+39: it must be a finite number, at most 3.4e38 in magnitude as a float is")]
    [InlineData("HardTanh(1e39, 2)", "NG1108", "1e39",
        "'HardTanh1' has Min = 1E+39: it must be a finite number, at most 3.4e38 in magnitude as a float is")]
    [InlineData("Dropout(0.99999999)", "NG1107", "0.99999999",
        "Dropout 'Dropout1' drops a share of 0.99999999: it must be at least 0 and below 1, in single precision too, where "
        + "it is 1 (0.5 drops half of the units)")]
    [InlineData("Dense(2, InitializerValue = 1e39)", "NG1108", "InitializerValue = 1e39",
        "'Dense1' has InitializerValue = 1E+39: it must be a finite number, at most 3.4e38 in magnitude as a float is")]
    [InlineData("Dense(2, Decay = double.MaxValue)", "NG1108", "Decay = double.MaxValue",
        "'Dense1' has Decay = 1.7976931348623157E+308: it must be a number that is not negative, at "
        + "most 3.4e38 in magnitude as a float is")]
    [InlineData("Softplus(1e-60)", "NG1108", "1e-60",
        "'Softplus1' has Beta = 1E-60: it must be a positive number, in single precision too, where it is 0")]
    [InlineData("CELU(1e-40)", "NG1108", "1e-40",
        "'CELU1' has Alpha = 1E-40: it must be from 2.4e-38 to 4.2e37, so that its inverse is a float, too")]
    [InlineData("GaussianNoise(1e38)", "NG1108", "1e38",
        "'GaussianNoise1' has Deviation = 1E+38: it must be at most 4.2e37 in magnitude, so that a few times as much is a float, too")]
    [InlineData("Dense(2, L2 = 2e38)", "NG1108", "L2 = 2e38",
        "'Dense1' has L2 = 2E+38: it must be at most 4.2e37 in magnitude, so that a few times as much is a float, too")]
    public void Numbers_that_no_float_holds(string layer, string id, string underlined, string message) =>
        Expect.One(id, underlined, message,
            $"using NetGen;\n[Network, Input(4), {layer}, Dense(1)] sealed partial class Net;".Replace("Dense1'", "Dense1'"));

    [Fact]
    public void A_weight_that_no_float_holds() =>
        Expect.One("NG1108", "Weight = 1e39",
            "'MeanSquaredError' has Weight = 1E+39: it must be a positive number, at most 3.4e38 in magnitude as a float is",
        "using NetGen;\n[Network, Input(4), Dense(1), MeanSquaredError(Weight = 1e39)] sealed partial class Net;");

    /// <summary>What shares the parameters of a layer with a mistake asks nothing of its arguments.</summary>
    [Fact]
    public void A_layer_that_is_shared_is_wrong_once() => Assert.Equal(["NG1110"], Generate.Run([
        """
        using NetGen;
        [Network]
        sealed partial class Net
        {
            [Input(4)] public partial Input A { get; }
            [Dense(4, (Activation)99)] public partial Dense B { get; }
            [Shared(nameof(B))] public partial Layer C { get; }
            [Dense(3)] public partial Dense D { get; }
        }
        """]).Build().Where(message => message.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(message => message.Id));

    /// <summary>1/β is no float, though β is one.</summary>
    [Fact]
    public void A_number_whose_inverse_is_no_float() => Expect.One("NG1108", "beta: (double)1e-40f",
        "'SmoothL1' has Beta = 9.99994610111476E-41: it must be from 2.4e-38 to 4.2e37, so that its inverse is a float, too",
        "using NetGen;\n[Network, Input(4), Dense(3), SmoothL1(beta: (double)1e-40f)] sealed partial class Net;");

    [Fact]
    public void A_share_whose_parts_are_no_floats() => Expect.One("NG1108", "LabelSmoothing = 1e-40",
        "'SoftmaxCrossEntropy' has LabelSmoothing = 1E-40: it must be 0 or at least 2e-31, so that its part for each class is a float, too",
        "using NetGen;\n[Network, Input(4), Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 1e-40)] sealed partial class Net;");

    /// <summary>
    /// Constants of kernels, the arguments themselves apart, are floats of full precision wherever the arguments are in their ranges, be it
    /// at their ends.
    /// </summary>
    [Fact]
    public void Numbers_that_follow_from_arguments_are_floats()
    {
        int networks = 0;
        foreach ((Type attribute, string kind, IReadOnlyList<KindArgument<double>> declared) in Kinds)
            foreach (KindArgument<double> argument in declared)
                foreach (double number in numbers.Where(argument.Range!.Contains))
                {
                    if (Network(kind, argument.Name, number) is not { } spec) continue;
                    networks++;
                    string text = NetworkCompiler.Compile(spec).Files.Single(file => file.Suffix == ".Portable").Text;
                    string where = $"{kind}({argument.Name} = {number.ToString("R", CultureInfo.InvariantCulture)})";
                    Assert.True(text.Length > 0, where);
                    Assert.False(text.Contains("PositiveInfinity", StringComparison.Ordinal), where);
                    foreach (Match match in Regex.Matches(text, @"(?<![\w.])\d[\d.]*(?:E[+-]?\d+)?(?=f\b)"))
                    {
                        float constant = float.Parse(match.Value, CultureInfo.InvariantCulture);
                        Assert.False(float.IsSubnormal(constant) && constant != Math.Abs((float)number), $"{where} has {match.Value}");
                    }
                }
        Assert.True(networks > 500, $"{networks}");
    }

    /// <summary>A network with the argument, whatever has to be before; null where the number does not fit alongside the others.</summary>
    private static NetworkSpec? Network(string kind, string argument, double number)
    {
        bool isLoss = LayerRegistry.FindLoss(kind) is not null;
        NodeSpec input = new("Input", "Input", default, new([new Argument("Shape", new EquatableArray<int>([4]))]));
        Argument[] arguments = [.. kind == "Dense" ? [new Argument("Units", 4)] : Array.Empty<Argument>(), new Argument(argument, number)];
        NodeSpec node = new(kind, "Node", new([isLoss ? "Above" : "Input"]), new(arguments));
        foreach (string activation in isLoss ? new[] { "Identity", "Sigmoid", "Softmax" } : ["Identity"])
        {
            Argument[] own = [new Argument("Units", 4), new Argument("Activation", activation)];
            NodeSpec dense = new("Dense", "Above", new([isLoss ? "Input" : "Node"]), new(own));
            NodeSpec loss = new("MeanSquaredError", "Loss", new(["Above"]), default);
            NodeSpec[] nodes = isLoss ? [input, dense, node] : [input, node, dense, loss];
            NetworkSpec spec = new("", default, "Net", "Net", new(nodes), "PyTorch", false);
            if (NetworkCompiler.Check(spec).All(problem => problem.Rule.IsWarning)) return spec;
        }
        return null;
    }

    [Fact]
    public void Defaults_that_are_none() =>
        Expect.One("NG1110", "(Defaults)7", "'Net' has Defaults = 7, which is not one of the named values: use PyTorch, Keras",
        "using NetGen;\n[Network((Defaults)7), Input(4), Dense(1)] sealed partial class Net;");

    private static IEnumerable<Type> Optimizers =>
        typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IEnumerable<PropertyInfo> Hyperparameters(Type optimizer) => optimizer.GetProperties()
        .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(double)
            && property.SetMethod is { IsPublic: true }).OrderBy(property => property.Name, StringComparer.Ordinal);

    /// <summary>What an optimizer says that a hyperparameter must be; null where it takes the number.</summary>
    private static string? Refusal(Type optimizer, PropertyInfo property, double number)
    {
        ConstructorInfo constructor = optimizer.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        object made = constructor.Invoke(
            [.. constructor.GetParameters()
                .Select(parameter => parameter.Name == "momentum" ? 0.5 : parameter.HasDefaultValue ? parameter.DefaultValue : 0.01)]);
        try
        {
            property.SetValue(made, number);
            return null;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentOutOfRangeException inner)
        {
            Assert.Equal(property.Name, inner.ParamName);
            Assert.Equal(number, inner.ActualValue);
            return inner.Message[(inner.Message.IndexOf("must be ", StringComparison.Ordinal) + 8)..inner.Message.IndexOf(". (",
                StringComparison.Ordinal)];
        }
    }

    private static readonly NumberRange[] ranges = [NumberRange.Finite, NumberRange.NotNegative, NumberRange.Positive, NumberRange.Share,
        NumberRange.Fraction];

    [Fact]
    public void A_hyperparameter_is_refused_exactly_where_it_is_out_of_its_range()
    {
        foreach (Type optimizer in Optimizers)
            foreach (PropertyInfo property in Hyperparameters(optimizer))
            {
                NumberRange range = RangeOf(optimizer, property);
                foreach (double number in numbers)
                    Assert.True(Refusal(optimizer, property, number) is null == range.Contains(number),
                        $"{optimizer.Name}.{property.Name} = {number.ToString("R", CultureInfo.InvariantCulture)}: {range.Must}");
            }
    }

    private static NumberRange RangeOf(Type optimizer, PropertyInfo property)
    {
        string? reported = Refusal(optimizer, property, -1e39) ?? Refusal(optimizer, property, double.NaN);
        Assert.True(reported is not null, $"{optimizer.Name}.{property.Name} takes NaN");
        return ranges.Single(range => range.Must == reported);
    }

    /// <summary>The page that lists all ranges; <c>NETGEN_WRITE_RANGES=1</c> writes it again.</summary>
    [Fact]
    public void The_page_of_ranges_is_what_is_checked()
    {
        var text = new StringBuilder("""
            # Ranges

            What the real numbers of attributes and optimizers may be. They are computed with in single precision, so the nearest float must be in the range, too: 1e39 is no float, and 1e-60 is
            zero as one. An attribute's number out of its range is an error while you type ([NG1108](diagnostics/NG1108.md), of a dropout's rate [NG1107](diagnostics/NG1107.md)), an optimizer's an
            `ArgumentOutOfRangeException`.

            | Attribute | Argument | It must be |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach ((Type attribute, string kind, IReadOnlyList<KindArgument<double>> declared) in Kinds.OrderBy(kind => kind.Kind,
            StringComparer.Ordinal))
            foreach (KindArgument<double> number in declared)
            {
                string must = LayerRegistry.FindLayer(kind) is ActivationLayer activation
                    ? activation.Activation.Arguments.Single(argument => argument.Name == number.Name).Must : number.Range!.Must;
                text.Append($"| {kind} | {number.Name} | {must}{(number.Range!.Room is { } room ? "; " + room : "")} |\n");
            }
        text.Append("\n| Optimizer | Hyperparameter | It must be |\n| --- | --- | --- |\n");
        foreach (Type optimizer in Optimizers)
            foreach (PropertyInfo property in Hyperparameters(optimizer))
                text.Append($"| {optimizer.Name} | {property.Name} | {RangeOf(optimizer, property).Must} |\n");
        if (Environment.GetEnvironmentVariable("NETGEN_WRITE_RANGES") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, "docs", "ranges.md"), text.ToString());
        Assert.Equal(text.ToString(), Repository.Read("docs", "ranges.md"));
    }
}
