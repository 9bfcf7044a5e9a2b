namespace NetGen.Runtime;

/// <summary>
/// What is reported for public types that only generated code may call: their methods take lengths and distances on trust, so that a wrong
/// one reads or writes foreign memory, from code that is not
/// marked unsafe. Generated code turns the message off; elsewhere it is an error.
/// </summary>
internal static class ForGeneratedCode
{
    internal const string Id = "NG3110";
    internal const string Page = "https://github.com/netgen-net/netgen/blob/main/docs/diagnostics/{0}.md";
    internal const string Message = "only generated code may use it: it takes lengths on trust and reads and writes memory unchecked";
}
