using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops;

namespace NetGen.AttributeGenerator;

/// <summary>
/// What the library has of the compiler's definitions: an attribute for each kind of layer and loss, the enum <c>Activation</c>, and
/// handles of layers that learn.
/// </summary>
public static class LibraryText
{
    /// <summary>What writes the files again.</summary>
    public const string Command = "dotnet run --project src/NetGen.AttributeGenerator";

    /// <summary>The texts of src/NetGen/Generated, by names of files.</summary>
    public static IReadOnlyDictionary<string, string> Files()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["Activation.cs"] = Enum() };
        foreach (LayerKind kind in LayerRegistry.Layers)
        {
            files.Add($"{kind.Name}Attribute.cs", Attribute(kind.Name, kind.Definition, "Layer"));
            if (kind.Definition.Handle is { } handle) files.Add($"{kind.Name}.cs", Handle(kind.Name, handle));
        }
        foreach (LossKind kind in LayerRegistry.Losses) files.Add($"{kind.Name}Attribute.cs",
            Attribute(kind.Name, kind.Definition, "Loss"));
        return files;
    }

    private static string Enum()
    {
        var text = new DocumentedText("the definitions of activations");
        text.Document("summary",
            "The function a layer applies to its result x, element by element; a softmax to all of a sample's values together.");
        text.Line("public enum Activation");
        text.Open();
        foreach (ActivationDefinition activation in ActivationDefinition.All)
        {
            string defaults = string.Concat(activation.Arguments.Select(argument => $" {argument.Name} is {argument.DefaultText}."));
            string other = defaults.Length == 0 ? "" : $" Another one: <see cref=\"{activation.Name}Attribute\"/> as a layer of its own.";
            text.Member(("summary", $"{activation.Summary}.{defaults}{other}"));
            text.Line(FormattableString.Invariant($"{activation.Name} = {activation.Number},"));
        }
        return text.Close();
    }

    private static string Attribute(string name, Definition definition, string family)
    {
        var text = new DocumentedText($"the definition of {name}");
        text.Document("summary", definition.Summary);
        if (definition.Remarks.Length > 0) text.Document("remarks", definition.Remarks);
        KindArgument[] parameters = [.. definition.Arguments.Where(argument => argument.Parameter is not null)];
        foreach (KindArgument argument in parameters) text.Document($"param name=\"{Small(argument.Name)}\"", argument.Parameter!);
        string list = string.Join(", ", parameters.Select(argument =>
            $"{argument.Type} {Small(argument.Name)}" + (argument.Default is { } preset ? " = " + preset : "")));
        string head = $"public sealed class {name}Attribute{(parameters.Length > 0 ? $"({list})" : "")} : {family}Attribute";
        if (definition.Arguments.Count == 0)
        {
            text.Line(head + ";");
            return text.ToString();
        }
        text.Line(head);
        text.Open();
        foreach (KindArgument argument in definition.Arguments)
        {
            text.Member(("summary", argument.Summary));
            string type = argument.Type.StartsWith("params ", StringComparison.Ordinal) ? $"IReadOnlyList<{argument.Type[7..^2]}>"
                : argument.Type;
            string start = argument.Parameter is not null ? $" = {Small(argument.Name)};" : argument.StartsEmpty ? ""
                : $" = {argument.Default};";
            text.Line($"public {type} {argument.Name} {{ get; {(argument.Parameter is null ? "set; " : "")}}}{start}");
        }
        return text.Close();
    }

    private static string Handle(string name, HandleDefinition handle)
    {
        var text = new DocumentedText($"the definition of {name}");
        text.Document("summary", handle.Summary);
        text.Line($"public sealed class {name} : Layer");
        text.Open();
        foreach (HandleParameter parameter in handle.Parameters.Where(parameter => parameter.LeftOutBy is not null))
            text.Line($"private readonly Parameter? {Small(parameter.Role)};");
        text.Member(("inheritdoc", ""));
        HandleParameter[] kept = [.. handle.Parameters.Where(parameter => !parameter.IsOptional)];
        text.Line($"public {name}(string name, ParameterSet parameters) : base(name, parameters){(kept.Length == 0 ? " { }" : "")}");
        if (kept.Length > 0)
        {
            text.Open();
            foreach (HandleParameter parameter in kept)
                text.Line(parameter.LeftOutBy is null ? $"{parameter.Role} = Get(\"{parameter.Role}\");"
                    : $"{Small(parameter.Role)} = Find(\"{parameter.Role}\");");
            text.Close();
        }
        foreach (HandleParameter parameter in handle.Parameters) Property(text, parameter);
        return text.Close();
    }

    private static void Property(DocumentedText text, HandleParameter parameter)
    {
        string role = parameter.Role, field = Small(role);
        if (parameter.LeftOutBy is { } argument)
        {
            text.Member(("summary", parameter.Summary), ("exception cref=\"InvalidOperationException\"",
                $"The layer was declared without {field}; <see cref=\"Has{role}\"/> tells."));
            text.Line($"public Parameter {role} => {field} "
                + $"?? throw new InvalidOperationException($\"{{Name}} was declared with {argument}.\");");
            text.Member(("summary", $"Whether there is a {field}."));
            text.Line($"public bool Has{role} => {field} is not null;");
        }
        else if (parameter.IsOptional)
        {
            text.Member(("summary", parameter.Summary), ("exception cref=\"ArgumentException\"", "The layer was declared without."));
            text.Line($"public Parameter {role} => Get(\"{role}\");");
        }
        else
        {
            text.Member(("summary", parameter.Summary));
            text.Line($"public Parameter {role} {{ get; }}");
        }
    }

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
