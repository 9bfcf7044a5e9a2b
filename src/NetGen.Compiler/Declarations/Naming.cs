namespace NetGen.Compiler.Declarations;

/// <summary>The names of declarations and their members, as messages, formulas and code write them.</summary>
internal static class Naming
{
    /// <summary>The name without the @ of a keyword: for messages and comments.</summary>
    internal static string Plain(string name) => name.TrimStart('@');

    /// <summary>A member's name as a parameter or a value has it: <c>Click</c> → <c>click</c>.</summary>
    internal static string Camel(string name) => char.ToLowerInvariant(Plain(name)[0]) + Plain(name).Substring(1);

    /// <summary>The part of a plane's name that says whose it is, to be a part of a method's name: <c>y_click</c> → <c>Click</c>.</summary>
    internal static string Pascal(string name)
    {
        string own = name.Substring(name.IndexOf('_') + 1);
        return char.ToUpperInvariant(own[0]) + own.Substring(1);
    }

    /// <summary>A class with namespace and containers: <c>global::Samples.Outer&lt;T&gt;.Classifier</c>.</summary>
    internal static string Qualified(string space, IEnumerable<string> containers, string name) =>
        "global::" + string.Join(".", new[] { space }.Where(part => part.Length > 0).Concat(containers.Select(NameIn)).Append(name));

    /// <summary>The name in a type's header: <c>partial record struct Outer&lt;T&gt;</c> → <c>Outer&lt;T&gt;</c>.</summary>
    private static string NameIn(string header)
    {
        int parameters = header.IndexOf('<'), start = (parameters < 0 ? header : header.Substring(0, parameters)).LastIndexOf(' ') + 1;
        return header.Substring(start);
    }
}
