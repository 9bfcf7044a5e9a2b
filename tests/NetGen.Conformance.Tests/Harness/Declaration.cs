using System.Reflection;
using NetGen.Compiler.Model;

namespace NetGen.Conformance;

/// <summary>Reads a network's attributes by reflection, as the generator reads them from syntax: a second way to the same specification.</summary>
internal static class Declaration
{
    public static NetworkSpec Read(Type type)
    {
        string defaults = "PyTorch", above = "";
        bool checks = false;
        var nodes = new List<NodeSpec>();
        var counts = new Dictionary<string, int>();
        foreach (CustomAttributeData data in type.GetCustomAttributesData())
        {
            List<Argument> arguments = Arguments(data);
            if (data.AttributeType == typeof(NetworkAttribute))
            {
                defaults = arguments.FirstOrDefault(argument => argument.Name == "Defaults")?.Value as string ?? defaults;
                checks = arguments.Any(argument => argument is { Name: "Checks", Value: true });
            }
            if (!typeof(NodeAttribute).IsAssignableFrom(data.AttributeType)) continue;
            string kind = data.AttributeType.Name[..^"Attribute".Length];
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            bool isLayer = typeof(LayerAttribute).IsAssignableFrom(data.AttributeType);
            string name = isLayer ? kind + counts[kind] : kind;
            nodes.Add(new NodeSpec(kind, name, above == "" ? default : new([above]), new(arguments)));
            above = name;
        }
        return new NetworkSpec(type.Namespace!, default, type.Name, type.FullName!, new(nodes), defaults, checks);
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
