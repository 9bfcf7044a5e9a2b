using System.Reflection;
using NetGen.Compiler.Declarations;

namespace NetGen.Conformance;

/// <summary>
/// Reads a network's attributes by reflection, as the generator reads them from syntax: a second way to the same specification.
/// </summary>
internal static class Declaration
{
    public static NetworkSpec Read(Type type)
    {
        string defaults = "PyTorch";
        bool checks = false;
        foreach (CustomAttributeData data in type.GetCustomAttributesData().Where(data => data.AttributeType == typeof(NetworkAttribute)))
        {
            List<Argument> arguments = Arguments(data);
            defaults = arguments.FirstOrDefault(argument => argument.Name == "Defaults")?.Value as string ?? defaults;
            checks = arguments.Any(argument => argument is { Name: "Checks", Value: true });
        }
        var blocks = new Dictionary<Type, BlockSpec>();
        bool isChain = type.IsDefined(typeof(InputAttribute));
        return new NetworkSpec(type.Namespace!, default, type.Name, type.FullName!,
            isChain ? Nodes(type, "", blocks) : Members(type, blocks), defaults, checks)
        {
            HasMembersForm = !isChain,
            Blocks = new(blocks.Values.OrderBy(block => block.Key, StringComparer.Ordinal)),
        };
    }

    /// <summary>
    /// A chain's nodes, of a network or a block, which takes what <paramref name="above"/> names; blocks are read into
    /// <paramref name="blocks"/>.
    /// </summary>
    private static EquatableArray<NodeSpec> Nodes(Type type, string above, Dictionary<Type, BlockSpec> blocks)
    {
        var nodes = new List<NodeSpec>();
        var counts = new Dictionary<string, int>();
        foreach (CustomAttributeData data in type.GetCustomAttributesData()
            .Where(data => typeof(NodeAttribute).IsAssignableFrom(data.AttributeType)))
        {
            string kind = data.AttributeType.Name.Split('`')[0][..^"Attribute".Length];
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            bool isLayer = typeof(LayerAttribute).IsAssignableFrom(data.AttributeType);
            string name = isLayer ? kind + counts[kind] : kind;
            nodes.Add(new NodeSpec(kind, name, above == "" ? default : new([above]), new(Arguments(data)))
            {
                Blocks = new(data.AttributeType.GetGenericArguments().Select(block => Block(block, blocks).Key)),
            });
            above = name;
        }
        return new(nodes);
    }

    /// <summary>The nodes of the members form: properties in the order of the source, each with its layer, then its losses.</summary>
    private static EquatableArray<NodeSpec> Members(Type type, Dictionary<Type, BlockSpec> blocks)
    {
        var nodes = new List<NodeSpec>();
        string? above = null;
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.IsDefined(typeof(NodeAttribute)))
            .OrderBy(property => property.MetadataToken))
        {
            IList<CustomAttributeData> all = property.GetCustomAttributesData();
            foreach (CustomAttributeData data in all.Where(data => typeof(NodeAttribute).IsAssignableFrom(data.AttributeType))
                .OrderBy(data => Is<LossAttribute>(data)))
            {
                string kind = data.AttributeType.Name.Split('`')[0][..^"Attribute".Length];
                List<Argument> arguments = Arguments(data);
                if (Is<LossAttribute>(data))
                {
                    nodes.Add(new NodeSpec(kind, $"{property.Name}.{kind}", new([property.Name]), new(arguments)));
                    continue;
                }
                foreach (CustomAttributeData modifier in all.Where(modifier => Is<ModifierAttribute>(modifier)
                    && modifier.AttributeType != typeof(OutputAttribute)))
                    arguments.Add(new Argument(modifier.AttributeType.Name[..^"Attribute".Length], true));
                nodes.Add(new NodeSpec(kind, property.Name, Is<InputAttribute>(data) ? default : Takes(arguments, above), new(arguments))
                {
                    Blocks = new(data.AttributeType.GetGenericArguments().Select(block => Block(block, blocks).Key)),
                    IsOutput = property.IsDefined(typeof(OutputAttribute)),
                });
                above = property.Name;
            }
        }
        return new(nodes);
    }

    private static bool Is<T>(CustomAttributeData data) => typeof(T).IsAssignableFrom(data.AttributeType);

    /// <summary>What a member names, else the one above it.</summary>
    private static EquatableArray<string> Takes(List<Argument> arguments, string? above) =>
        arguments.Select(argument => argument.Value).OfType<EquatableArray<string>>().FirstOrDefault() is { Count: > 0 } members ? members
        : arguments.FirstOrDefault(argument => argument.Name == "From")?.Value is string from ? new([from])
        : above is null ? default : new([above]);

    private static BlockSpec Block(Type type, Dictionary<Type, BlockSpec> blocks)
    {
        if (!blocks.TryGetValue(type, out BlockSpec? block))
            blocks[type] = block = new BlockSpec(type.FullName!, type.Name, Nodes(type, BlockSpec.Arrival, blocks))
                { Type = "global::" + type.FullName, Accessibility = "public " };
        return block;
    }

    private static List<Argument> Arguments(CustomAttributeData data)
    {
        var arguments = new List<Argument>();
        ParameterInfo[] parameters = data.Constructor.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            object value = Value(data.ConstructorArguments[i]);
            bool isDefault = parameters[i].HasDefaultValue
                && Equals(value, parameters[i].DefaultValue is Enum e ? e.ToString() : parameters[i].DefaultValue);
            if (!isDefault) arguments.Add(new Argument(char.ToUpperInvariant(parameters[i].Name![0]) + parameters[i].Name![1..], value));
        }
        arguments.AddRange(data.NamedArguments.Select(named => new Argument(named.MemberName, Value(named.TypedValue))));
        return arguments;
    }

    private static object Value(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        IEnumerable<CustomAttributeTypedArgument> elements when argument.ArgumentType == typeof(string[]) =>
            new EquatableArray<string>(elements.Select(element => (string)element.Value!)),
        IEnumerable<CustomAttributeTypedArgument> elements => new EquatableArray<int>(elements.Select(element => (int)element.Value!)),
        _ when argument.ArgumentType.IsEnum => Enum.ToObject(argument.ArgumentType, argument.Value!).ToString()!,
        _ => argument.Value!,
    };
}
