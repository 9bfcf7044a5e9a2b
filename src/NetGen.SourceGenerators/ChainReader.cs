using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators;

/// <summary>The chain form: each node takes what the one above it gives, and is named by kind and number.</summary>
internal sealed class ChainReader(string? arrival)
{
    private readonly Dictionary<string, int> countOfKind = [];
    private string? above = arrival;

    public List<NodeSpec> Nodes { get; } = [];

    public void Add(Role role, AttributeData data, EquatableArray<Argument> arguments, BlockReader blocks)
    {
        string kind = NodeAttributes.KindOf(data.AttributeClass!), name = NameOf(role, kind);
        Nodes.Add(new NodeSpec(kind, name, role == Role.Input || above is null ? default : new([above]), arguments)
        {
            Blocks = blocks.Keys(data.AttributeClass!.TypeArguments),
        });
        if (role != Role.Loss) above = name;
    }

    /// <summary>Layers are numbered by kind, <c>Dense1</c>, <c>Dense2</c>; the one input and the one loss need no number, and a second gets one.</summary>
    private string NameOf(Role role, string kind)
    {
        countOfKind.TryGetValue(kind, out int count);
        countOfKind[kind] = ++count;
        return role != Role.Layer && count == 1 ? kind : kind + count.ToString(CultureInfo.InvariantCulture);
    }
}
