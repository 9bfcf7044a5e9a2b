using System.Globalization;
using System.Text;
using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.CSharp;

/// <summary>Names and values as they are in the text of a surface.</summary>
internal static class SurfaceText
{
    /// <summary>
    /// What is above generated members, and types: tools that measure coverage, or look for faults of style, leave these out. The class
    /// itself cannot have it, since the user's members are in it, too.
    /// </summary>
    internal static string Generated { get; } = $"[{GeneratedCode}, {NotCovered}]";

    /// <summary>The same above fields.</summary>
    internal static string GeneratedField { get; } = $"[{GeneratedCode}]";

    internal static string GeneratedCode => $"global::System.CodeDom.Compiler.GeneratedCode(\"NetGen\", {Literal(BlockVersion.Own)})";

    internal const string NotCovered = "global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage";

    /// <summary>The same above the generated part of a property of the user's, which may have one or the other itself.</summary>
    internal static string? MarksOf(MemberSpec member) => (member.IsGeneratedCode, member.IsNotCovered) switch
    {
        (false, false) => Generated,
        (true, false) => $"[{NotCovered}]",
        (false, true) => GeneratedField,
        _ => null,
    };

    /// <summary>The name as it is written in code, with the @ a keyword needs.</summary>
    internal static string Identifier(string name) => name.StartsWith("@", StringComparison.Ordinal) || !Keywords.Contains(name) ? name
        : "@" + name;

    /// <summary>A string literal.</summary>
    internal static string Literal(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        return text.Append('"').ToString();
    }

    /// <summary>A literal of a double that reads back to the same number.</summary>
    internal static string Literal(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "d",
    };

    /// <summary>Text in an XML comment.</summary>
    internal static string Xml(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A number with thousands separated.</summary>
    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The class's name with namespace and containers, for people: <c>Samples.Outer.Classifier</c>.</summary>
    internal static string FullName(NetworkSpec spec) => spec.MetadataName.Replace('+', '.');

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof",
        "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe",
        "ushort", "using",
        "virtual", "void", "volatile", "while",

        // What generated text means by these is no name of anybody's.
        "nuint", "var",

        // Keywords no one documents, and words that are keywords where members, parameters or statements begin.
        "__arglist", "__makeref", "__reftype", "__refvalue",
        "allows", "async", "await", "extension", "field", "file", "global", "partial", "record", "required", "scoped", "yield",
    };
}
