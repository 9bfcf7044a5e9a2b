using System.Globalization;

namespace NetGen.Compiler.Declarations;

/// <summary>
/// Gives out identifiers of one scope of generated code: each only once, and none that is taken already. Every name that generated code
/// invents alongside names of the user's comes from here.
/// </summary>
/// <param name="taken">What nothing in the scope may be called: names of the user's, of other scopes that are read in it, and its own fixed
/// ones.</param>
public sealed class Identifiers(params IEnumerable<string> taken)
{
    private readonly HashSet<string> taken = new(taken, StringComparer.Ordinal);

    /// <summary>The name, or the name with the first number from 2 on that makes it free; it is taken from now on.</summary>
    /// <param name="wanted">The name.</param>
    /// <param name="before">What is before the number.</param>
    public string New(string wanted, string before = "_")
    {
        string free = Free(wanted, taken.Contains, before);
        taken.Add(free);
        return free;
    }

    /// <summary>The name, or the name with the first number from 2 on that makes it free: <c>core</c>, <c>core_2</c>.</summary>
    public static string Free(string wanted, Func<string, bool> isTaken, string before = "_")
    {
        string free = wanted;
        for (int number = 2; isTaken(free); number++) free = wanted + before + number.ToString(CultureInfo.InvariantCulture);
        return free;
    }
}
