namespace NetGen.Compiler.Declarations;

/// <summary>One kind of mistake: NG1xxx declaration, NG2xxx shape.</summary>
/// <param name="Id">Such as NG2001; documented at docs/diagnostics/NG2001.md.</param>
/// <param name="Title">A few words.</param>
/// <param name="Message">A format string. It names the layer, what it got, what it needs, and the remedy.</param>
/// <param name="IsWarning">True where the network is built nevertheless.</param>
public sealed record Rule(string Id, string Title, string Message, bool IsWarning = false);
