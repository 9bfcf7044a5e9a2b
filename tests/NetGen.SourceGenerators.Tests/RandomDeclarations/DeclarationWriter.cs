using System.Globalization;
using NetGen.Compiler.Kinds;

namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>
/// Writes a valid declaration for each seed: a chain, with blocks or without, or members with one input or two, one output or two, shared
/// layers and paths that part and meet. Layers come from the registry, so that a new one takes part without being named here.
/// </summary>
internal sealed class DeclarationWriter(int seed)
{
    private readonly Random random = new(seed);
    private readonly List<string> blocks = [];

    // A sample of one value is no sample to normalize: half of the networks have such widths, the others such layers.
    private readonly int smallest = seed % 2 + 1;

    /// <summary>Layers that keep a vector's length and can be written without arguments.</summary>
    private static readonly string[] PlainLayers = LayerRegistry.Layers
        .Where(kind => kind is not Compiler.Kinds.Merge && kind.Name is not "Flatten" and not "Softmax" and not "LogSoftmax")
        .Where(kind => typeof(NetworkAttribute).Assembly.GetType($"NetGen.{kind.Name}Attribute") is { } attribute
            && attribute.GetConstructors().Any(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue)))
        .Select(kind => kind.Name).ToArray();

    private static readonly string[] PlainLayersOfOneValue =
        [.. PlainLayers.Where(name => LayerRegistry.Layers.Single(kind => kind.Name == name) is not Compiler.Kinds.Normalization)];

    private static readonly string[] Activations = Enum.GetNames<Activation>()
        .Where(name => name is not "Softmax" and not "LogSoftmax").ToArray();

    public string Name => "Net" + Number(seed);

    /// <summary>The source text: the network and its blocks, in a namespace of its own.</summary>
    public string Write()
    {
        string network = random.Next(2) == 0 ? Chain() : Members();
        return $"using NetGen;\nnamespace Random{Number(seed)};\n\n{string.Join("\n", blocks)}\n{network}\n";
    }

    private string Chain()
    {
        int width = Width();
        var nodes = new List<string> { "Network(Checks = true)" };
        if (random.Next(4) == 0) nodes.AddRange([$"Input({Number(width)}, 2)", "Flatten"]);
        else nodes.Add($"Input({Number(width)})");
        for (int i = random.Next(3); i >= 0; i--) nodes.Add(Layer(ref width));
        nodes.AddRange(End().Split("; "));
        return $"[{string.Join(",\n ", nodes)}]\nsealed partial class {Name};";
    }

    /// <summary>A layer or a block; without a known width, one that keeps it.</summary>
    private string Layer(ref int width)
    {
        switch (random.Next(8))
        {
            case < 3:
                width = Width();
                return Dense(width);
            case < 5: return Plain();
            case 5: return $"Residual<{Block()}>";
            case 6: return $"Repeat<{Block()}>({Number(random.Next(1, 3))})";
            default: return $"Parallel<{Block()}, {Block()}>(Merge.{(random.Next(2) == 0 ? "Add" : "Multiply")})";
        }
    }

    private string Plain()
    {
        string[] layers = smallest > 1 ? PlainLayers : PlainLayersOfOneValue;
        return layers[random.Next(layers.Length)];
    }

    private string Dense(int width)
    {
        string activation = random.Next(3) == 0 ? "" : $", Activation.{Activations[random.Next(Activations.Length)]}";
        string bias = random.Next(5) == 0 ? ", Bias = false" : random.Next(6) == 0 ? ", Frozen = true" : "";
        return $"Dense({Number(width)}{activation}{bias})";
    }

    /// <summary>A block that keeps the width of the input, whatever it is.</summary>
    private string Block()
    {
        if (blocks.Count > 0 && random.Next(2) == 0) return $"Block{Number(random.Next(blocks.Count))}";
        string body = random.Next(3) switch
        {
            0 => $"Dense(Given.Width, Activation.{Activations[random.Next(Activations.Length)]})",
            1 => $"Dense(Given.Width, Activation.Tanh, Times = 2), {Plain()}, Dense(Given.Width)",
            _ => $"{Plain()}, Dense(Given.Width)",
        };
        blocks.Add($"[Block, {body}] sealed partial class Block{Number(blocks.Count)};");
        return $"Block{Number(blocks.Count - 1)}";
    }

    private string Members()
    {
        var members = new List<string>();
        var widths = new List<(string Name, int Width, int Shared)>();     // Shared: the width a dense layer takes, 0 for others
        int inputs = random.Next(1, 3);
        for (int i = 0; i < inputs; i++)
        {
            int width = Width();
            members.Add($"[Input({Number(width)})] public partial Input In{Number(i)} {{ get; }}");
            widths.Add(($"In{Number(i)}", width, 0));
        }
        for (int i = random.Next(2, 5); i > 0; i--) Add();

        int outputs = random.Next(1, 3);
        for (int i = 0; i < outputs; i++)
        {
            string from = widths[random.Next(widths.Count)].Name;
            string[] end = End().Split("; ");
            string layer = end[0].Insert(end[0].Length - 1, $", From = nameof({from})");
            string loss = end.Length > 1 ? ", " + end[^1] : ", Output";
            string type = "Dense";
            members.Add($"[{layer}{loss}] public partial {type} Out{Number(i)} {{ get; }}");
        }
        return $"[Network(Checks = true)]\nsealed partial class {Name}\n{{\n    {string.Join("\n    ", members)}\n}}";

        void Add()
        {
            string name = $"M{Number(members.Count)}";
            (string from, int width, _) = widths[random.Next(widths.Count)];
            List<string> similar = widths.Where(other => other.Width == width && other.Name != from).Select(other => other.Name).ToList();
            List<(string Name, int Width, int Shared)> shareable = widths.Where(other => other.Shared == width).ToList();
            switch (random.Next(7))
            {
                case 0 when similar.Count > 0:
                    Member($"{(random.Next(2) == 0 ? "Add" : "Multiply")}(nameof({from}), nameof({similar[random.Next(similar.Count)]}))",
                        "Layer", width);
                    break;
                case 1 when widths.Count > 1:
                    (string other, int second, _) = widths[random.Next(widths.Count)];
                    Member($"Concat(nameof({from}), nameof({other}))", "Layer", width + second);
                    break;
                case 2 when shareable.Count > 0:
                    (string owner, int units, _) = shareable[random.Next(shareable.Count)];
                    Member($"Shared(nameof({owner}), From = nameof({from}))", "Dense", units, width);
                    break;
                case 3: Member($"Residual<{Block()}>(From = nameof({from}))", "Layer", width); break;
                case 4: Member($"{Plain()}(From = nameof({from}))", "Layer", width); break;
                default:
                    int next = random.Next(3) == 0 ? width : Width();
                    Member(Dense(next).TrimEnd(')') + $", From = nameof({from}))", "Dense", next, width);
                    break;
            }

            void Member(string attribute, string type, int gives, int takes = 0)
            {
                members.Add($"[{attribute}] public partial {type} {name} {{ get; }}");
                widths.Add((name, gives, takes));
            }
        }
    }

    /// <summary>The last layer and its loss, or none.</summary>
    private string End()
    {
        int units = random.Next(1, 6), classes = Math.Max(2, units);
        return random.Next(8) switch
        {
            0 => $"Dense({Number(units)})",
            1 => $"Dense({Number(units)}, Activation.Sigmoid); BinaryCrossEntropy",
            2 => $"Dense({Number(units)}); SigmoidCrossEntropy(Weight = 0.5)",
            3 => $"Dense({Number(classes)}, Activation.Softmax); CrossEntropy",
            4 => $"Dense({Number(classes)}); SoftmaxCrossEntropy",
            5 => $"Dense({Number(classes)}); SoftmaxCrossEntropy(Targets.Distributions)",
            6 => $"Dense({Number(units)}, Activation.Tanh); MeanSquaredError(Weight = 2)",
            _ => $"Dense({Number(units)}); MeanSquaredError",
        };
    }

    /// <summary>Mostly around the widths of vectors.</summary>
    private int Width() => random.Next(4) == 0 ? random.Next(smallest, 4) : random.Next(smallest, 36);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
