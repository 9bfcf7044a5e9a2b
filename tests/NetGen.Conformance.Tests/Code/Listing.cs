using System.Text.RegularExpressions;

namespace NetGen.Conformance;

/// <summary>A method as the JIT, or the compiler ahead of time, lists it where <c>JitDisasm</c> asks for it.</summary>
/// <param name="Name">Class:method.</param>
/// <param name="Effort">How it was compiled: FullOpts, Tier0, MinOpts …</param>
/// <param name="Loops">Those that have no loop in them.</param>
internal sealed record ListedMethod(string Name, string Effort, IReadOnlyList<string> Instructions, IReadOnlyList<ListedLoop> Loops);

/// <summary>An innermost loop.</summary>
/// <param name="Spills">Instructions that move vectors to the stack or from it.</param>
internal sealed record ListedLoop(IReadOnlyList<string> Instructions, int MultiplyAdds, int Spills, int Calls)
{
    /// <summary>
    /// Loads, broadcasts and fused multiply-adds of vectors, and no other arithmetic on them: a product's loop over its terms.
    /// </summary>
    public bool IsProduct => MultiplyAdds > 0 && Instructions.All(Listing.IsOfProduct);
}

/// <summary>Reads listings of x64 and Arm64 code.</summary>
internal static partial class Listing
{
    public static IReadOnlyList<ListedMethod> Parse(string text)
    {
        string[] methods = Head().Split(text);      // what is before the first, then head and body by turns
        var result = new List<ListedMethod>();
        for (int i = 1; i < methods.Length; i += 2) result.Add(Method(methods[i], methods[i + 1]));
        return result;
    }

    private static ListedMethod Method(string head, string body)
    {
        var labels = new Dictionary<string, int>();
        var instructions = new List<string>();
        foreach (string line in body.Split('\n'))
            if (Label().Match(line) is { Success: true } label) labels[label.Groups[1].Value] = instructions.Count;
            else if (line.StartsWith("      ", StringComparison.Ordinal)) instructions.Add(line.Trim());

        var loops = new List<(int From, int To)>();
        for (int i = 0; i < instructions.Count; i++)
            if (Jump().Match(instructions[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out int target)
                && target <= i) loops.Add((target, i));

        // Where rbp holds no frame it is a register like others.
        Regex stack = body.Contains("; rsp based frame", StringComparison.Ordinal) ? OnStackPointer() : OnStack();
        int end = head.LastIndexOf(" (", StringComparison.Ordinal);
        return new ListedMethod(head[..end], head[(end + 2)..^1], instructions,
        [
            .. loops.Where(loop => !loops.Any(other => other != loop && loop.From <= other.From && other.To <= loop.To)).Select(loop =>
            {
                List<string> inside = instructions[loop.From..(loop.To + 1)];
                return new ListedLoop(inside, inside.Count(MultiplyAdd().IsMatch),
                    inside.Count(line => VectorRegister().IsMatch(line) && stack.IsMatch(line)), inside.Count(Call().IsMatch));
            }),
        ]);
    }

    /// <summary>No arithmetic on vectors but a fused multiply-add.</summary>
    public static bool IsOfProduct(string instruction) => !VectorRegister().IsMatch(instruction) || Product().IsMatch(instruction);

    [GeneratedRegex(@"^; Assembly listing for method (.+)\r?\n", RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:j|b|cb|tb)\w*\s.*\b(G_M\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"^(?:call|bl|blr)\s")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?:vfmadd\d+ps|fmla)\s")]
    private static partial Regex MultiplyAdd();

    [GeneratedRegex(@"\b(?:[xyz]mm\d+|v\d+\.\w+|[qds]\d+)\b")]
    private static partial Regex VectorRegister();

    [GeneratedRegex(@"^(?:vmov\w*|vbroadcast\w*|vfmadd\d+ps|vxorps|ldr|ldp|ldur|ld1r|str|stp|stur|dup|mov|movi|fmla)\s")]
    private static partial Regex Product();

    [GeneratedRegex(@"\[(?:rsp|rbp|sp|fp)\b")]
    private static partial Regex OnStack();

    [GeneratedRegex(@"\[rsp\b")]
    private static partial Regex OnStackPointer();
}
