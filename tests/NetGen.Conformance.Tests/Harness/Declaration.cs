using System.Reflection;
using NetGen.Compiler.Model;

namespace NetGen.Conformance;

/// <summary>Reads a network's attributes by reflection, as the generator reads them from syntax: a second way to the same specification.</summary>
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
        return new NetworkSpec(type.Namespace!, default, type.Name, type.FullName!, Nodes(type, "", blocks), defaults, checks)
        {
            Blocks = new(blocks.Values.OrderBy(block => block.Key, StringComparer.Ordinal)),
        };
    }

    /// <summary>A chain's nodes, of a network or a block, which takes what <paramref name="above"/> names; blocks are read into <paramref name="blocks"/>.</summary>
    private static EquatableArray<NodeSpec> Nodes(Type type, string above, Dictionary<Type, BlockSpec> blocks)
    {
        var nodes = new List<NodeSpec>();
        var counts = new Dictionary<string, int>();
        foreach (CustomAttributeData data in type.GetCustomAttributesData().Where(data => typeof(NodeAttribute).IsAssignableFrom(data.AttributeType)))
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

    private static BlockSpec Block(Type type, Dictionary<Type, BlockSpec> blocks)
    {
        if (!blocks.TryGetValue(type, out BlockSpec? block))
            blocks[type] = block = new BlockSpec(type.FullName!, type.Name, Nodes(type, BlockSpec.Arrival, blocks)) { Type = "global::" + type.FullName, Accessibility = "public " };
        return block;
    }

    private static List<Argument> Arguments(CustomAttributeData data)
    {
        var arguments = new List<Argument>();
        ParameterInfo[] parameters = data.Constructor.GetParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            object value = Value(data.ConstructorArguments[i]);
            bool isDefault = parameters[i].HasDefaultValue && Equals(value, parameters[i].DefaultValue is Enum e ? e.ToString() : parameters[i].DefaultValue);
            if (!isDefault) arguments.Add(new Argument(char.ToUpperInvariant(parameters[i].Name![0]) + parameters[i].Name![1..], value));
        }
        arguments.AddRange(data.NamedArguments.Select(named => new Argument(named.MemberName, Value(named.TypedValue))));
        return arguments;
    }

    private static object Value(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        IEnumerable<CustomAttributeTypedArgument> elements => new EquatableArray<int>(elements.Select(element => (int)element.Value!)),
        _ when argument.ArgumentType.IsEnum => Enum.ToObject(argument.ArgumentType, argument.Value!).ToString()!,
        _ => argument.Value!,
    };
}
