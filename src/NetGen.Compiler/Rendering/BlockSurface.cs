using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>Writes the generated part of a block's class: it is the handle of each place where the block is applied.</summary>
public static class BlockSurface
{
    public static string Render(BlockHandleSpec block)
    {
        var writer = new CodeWriter();
        if (block.HasErrors) return Stub(writer, block);
        SurfaceFrame.Header(writer, $"{block.MetadataName.Replace('+', '.')}: the handle of a block, by which the parameters of its layers are reached.");
        using (SurfaceFrame.Open(writer, block.Namespace, block.Containers, block.Name, $"[global::NetGen.Runtime.WrittenBy({Literal(BlockVersion.Own)})]", $" : global::NetGen.IBlock<{block.Name}>"))
        {
            var handles = Handles(block).ToList();
            using (writer.Block($"private {block.Name}(string name, global::NetGen.ParameterSet parameters)"))
            {
                writer.Write("this.Name = name;");
                foreach ((string name, _, string type, NodeSpec owner) in handles)
                    writer.Write($"this.{Backing(block, name)} = {HandleText.Create(type, owner, $"name + {Literal("." + owner.Name)}", "parameters")};");
            }
            writer.Separate();
            writer.Write($"""
                /// <summary>Its place in the network.</summary>
                public string Name {Get}

                /// <summary>For generated code.</summary>
                static {block.Name} global::NetGen.IBlock<{block.Name}>.Create(string name, global::NetGen.ParameterSet parameters) => new {block.Name}(name, parameters);
                """);
            foreach ((string name, string accessibility, string type, NodeSpec owner) in handles)
            {
                writer.Separate();
                if (block.Members.Count == 0) writer.Write($"/// <summary>{Xml(owner.Kind)} of this place.</summary>\n{accessibility}{type} {Identifier(name)} {Get}");
                else writer.Write($"private readonly {type} {Backing(block, name)};\n\n{accessibility}partial {type} {name} => this.{Backing(block, name)};");
            }
        }
        return writer.ToString();
    }

    private static string Stub(CodeWriter writer, BlockHandleSpec block)
    {
        SurfaceFrame.Header(writer, $"{block.MetadataName.Replace('+', '.')}: its declaration has errors. These members let the code that uses it compile.");
        using (SurfaceFrame.Open(writer, block.Namespace, block.Containers, block.Name, "", $" : global::NetGen.IBlock<{block.Name}>"))
        {
            writer.Write($"""
                public string Name => throw ErrorsInDeclaration();
                static {block.Name} global::NetGen.IBlock<{block.Name}>.Create(string name, global::NetGen.ParameterSet parameters) => throw ErrorsInDeclaration();
                private static global::System.Exception ErrorsInDeclaration() => new global::System.InvalidOperationException({Literal($"The declaration of {block.Name} has errors; see the build output.")});
                """);
            foreach (MemberSpec member in block.Members) writer.Write(member.Stub);
        }
        return writer.ToString();
    }

    private static IEnumerable<(string Name, string Accessibility, string Type, NodeSpec Owner)> Handles(BlockHandleSpec block)
    {
        foreach (MemberSpec member in block.Members)
            yield return (member.Name, member.Accessibility, member.Type, HandleText.OwnerOf(block.Nodes.First(node => node.Name == member.Node), block.Nodes));
        if (block.Members.Count > 0) yield break;
        foreach (NodeSpec node in block.Nodes)
            if (HandleText.TypeOf(node, block.Blocks) is { } handle) yield return (node.Name, handle.Accessibility, handle.Type, node);
    }

    /// <summary>Where a handle is kept: in the property itself, or in a field behind the user's.</summary>
    private static string Backing(BlockHandleSpec block, string name) => block.Members.Count == 0 ? Identifier(name) : "handle_" + Plain(name);

    private const string Get = "{ get; }";
}
