using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>The chain form: each node takes what the one above it gives, and is named by kind and number.</summary>
internal sealed class ChainReader(string? arrival)
{
    private readonly Dictionary<string, int> countOfKind = [];
    private string? above = arrival;

    public List<NodeSpec> Nodes { get; } = [];

    /// <param name="isBound">False where C# itself objects to the attribute.</param>
    public void Add(Role role, AttributeData data, EquatableArray<Argument> arguments, bool isBound, BlockReader blocks)
    {
        string kind = NodeAttributes.KindOf(data.AttributeClass!), name = NameOf(role, kind);
        EquatableArray<string> keys = blocks.Keys(data.AttributeClass!.TypeArguments, data);
        Nodes.Add(new NodeSpec(kind, name, role == Role.Input || above is null ? default : new([above]), arguments)
        {
            Blocks = keys,
            HasBindingErrors = !isBound || keys.Count < data.AttributeClass.TypeArguments.Length,
        });
        if (role != Role.Loss) above = name;
    }

    /// <summary>An attribute that C# does not know: a layer, perhaps, so that no one knows the input of the next.</summary>
    public void AddUnknown()
    {
        above = $"({Nodes.Count.ToString(CultureInfo.InvariantCulture)})";
        Nodes.Add(NodeSpec.Unknown(above));
    }

    /// <summary>A layer that is on a property, where it is no part of the chain.</summary>
    public void AddStray(string property, AttributeData data, EquatableArray<Argument> arguments, bool isBound, BlockReader blocks)
    {
        EquatableArray<string> keys = blocks.Keys(data.AttributeClass!.TypeArguments, data);
        Nodes.Add(new NodeSpec(NodeAttributes.KindOf(data.AttributeClass!), property, default,
            new(arguments.Where(argument => argument.Name != "From")))
        {
            Blocks = keys,
            HasBindingErrors = !isBound || keys.Count < data.AttributeClass.TypeArguments.Length
            || NodeAttributes.KindOf(data.AttributeClass) == NodeKinds.Apply && data.AttributeClass.TypeArguments.Length == 0,
            IsMisplaced = true,
        });
    }

    /// <summary>
    /// Layers are numbered by kind, <c>Dense1</c>, <c>Dense2</c>; the one input and the one loss need no number, and a second gets one.
    /// </summary>
    private string NameOf(Role role, string kind)
    {
        countOfKind.TryGetValue(kind, out int count);
        countOfKind[kind] = ++count;
        return role != Role.Layer && count == 1 ? kind : kind + count.ToString(CultureInfo.InvariantCulture);
    }
}
