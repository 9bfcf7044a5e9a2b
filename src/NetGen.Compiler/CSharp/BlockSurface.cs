using NetGen.Compiler.Declarations;
using static NetGen.Compiler.Declarations.Naming;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>Writes the generated part of a block's class: it is the handle of each place where the block is applied.</summary>
public static class BlockSurface
{
    public static string Render(BlockHandleSpec block)
    {
        var writer = new CodeWriter();
        if (block.HasErrors) return Stub(writer, block);
        SurfaceFrame.Header(writer,
            $"{block.MetadataName.Replace('+', '.')}: the handle of a block, by which the parameters of its layers are reached.");
        using (SurfaceFrame.Open(writer, block.Namespace, block.Containers, block.Name,
            $"[global::NetGen.Runtime.WrittenBy({Literal(BlockVersion.Own)})]", $" : global::NetGen.IBlock<{block.Self}>"))
        {
            var handles = Handles(block).ToList();
            var fields = new Identifiers([.. block.Taken, .. block.Members.Select(member => Plain(member.Name))]);
            Dictionary<string, string> backing = handles.ToDictionary(handle => handle.Name, handle => block.Members.Count == 0
                ? Identifier(handle.Name) : fields.New(FieldOf(handle.Name)));
            writer.Write(Generated);
            using (writer.Block($"private {block.Name}(string name, global::NetGen.ParameterSet parameters)"))
            {
                writer.Write("this.Name = name;");
                foreach ((string name, _, string type, NodeSpec owner) in handles)
                    writer.Write(
                        $"this.{backing[name]} = {HandleText.Create(type, owner, $"name + {Literal("." + owner.Name)}", "parameters")};");
            }
            writer.Separate();
            writer.Write($"""
                /// <summary>Its place in the network.</summary>
                {Generated}
                public string Name {Get}

                /// <summary>For generated code.</summary>
                {Generated}
                static {block.Self} global::NetGen.IBlock<{block.Self}>.Create(string name, global::NetGen.ParameterSet parameters) => new {block.Self}(name, parameters);
                """);
            foreach ((string name, string accessibility, string type, NodeSpec owner) in handles)
            {
                writer.Separate();
                if (block.Members.Count == 0)
                    writer.Write(
                        $"/// <summary>{Xml(owner.Kind)} of this place.</summary>\n{Generated}\n"
                        + $"{accessibility}{type} {Identifier(name)} {Get}");
                else
                {
                    writer.Write($"{GeneratedField}\nprivate readonly {type} {backing[name]};\n");
                    if (MarksOf(block.Members.First(member => member.Name == name)) is { } marks) writer.Write(marks);
                    writer.Write($"{accessibility}partial {type} {name} => this.{backing[name]};");
                }
            }
        }
        return writer.ToString();
    }

    /// <summary>The field behind a property of the user's.</summary>
    public static string FieldOf(string member) => "handle_" + Plain(member);

    private static string Stub(CodeWriter writer, BlockHandleSpec block)
    {
        SurfaceFrame.Header(writer,
            $"{block.MetadataName.Replace('+', '.')}: its declaration has errors. These members let the code that uses it compile.");
        using (SurfaceFrame.Open(writer, block.Namespace, block.Containers, block.Name, "", $" : global::NetGen.IBlock<{block.Self}>"))
        {
            string thrown = new PrivateNames(block.Taken).ErrorsInDeclaration + "()";
            string self = $"global::NetGen.IBlock<{block.Self}>";
            if (!block.Taken.Contains("Name")) writer.Write($"public string Name => throw {thrown};");
            else if (!block.Implemented.Contains("Name")) writer.Write($"string {self}.Name => throw {thrown};");
            if (!block.Implemented.Contains("Create"))
                writer.Write($"static {block.Self} {self}.Create(string name, global::NetGen.ParameterSet parameters) => throw {thrown};");
            SurfaceStub.Unread(writer, block.Unread);
            writer.Write($"""
                private static global::System.Exception {thrown} => new global::System.InvalidOperationException({Literal($"The declaration of {block.Name} has errors; see the build output.")});
                """);
            if (block.Members.Count == 0) HandleText.Stubs(writer, block.Nodes, block.Blocks, thrown);
            foreach (MemberSpec member in block.Members) writer.Write(member.Stub(thrown));
        }
        return writer.ToString();
    }

    private static IEnumerable<(string Name, string Accessibility, string Type, NodeSpec Owner)> Handles(BlockHandleSpec block)
    {
        IReadOnlyDictionary<string, NodeSpec> owners = HandleText.Owners(HandleText.ByName(block.Nodes));
        foreach (MemberSpec member in block.Members)
            yield return (member.Name, member.Accessibility, member.Type, owners[member.Node]);
        if (block.Members.Count > 0) yield break;
        foreach (NodeSpec node in block.Nodes)
            if (HandleText.TypeOf(node, block.Blocks) is { } handle) yield return (node.Name, handle.Accessibility, handle.Type, node);
    }

    private const string Get = "{ get; }";
}
