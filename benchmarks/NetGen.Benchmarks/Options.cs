using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace NetGen.Benchmarks;

/// <summary>Options of a command: <c>--only PATTERN</c> and <c>--json FILE</c> have a value, others are there or not.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = [];

    /// <summary>The value of an option; empty where it is not given.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Those the pattern names, a regular expression; all without one.</summary>
    public Case[] Cases(IEnumerable<Case> all)
    {
        Case[] cases = [.. all.Where(c => Regex.IsMatch(c.Name, this["--only"], RegexOptions.IgnoreCase))];
        if (cases.Length == 0)
            Console.Error.WriteLine($"No case matches {this["--only"]}. There are: {string.Join(", ", all.Select(c => c.Name))}.");
        return cases;
    }

    public static bool TryParse(ReadOnlySpan<string> args, string[] known, [NotNullWhen(true)] out Options? options)
    {
        options = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i], value = "";
            if (!known.Contains(name)) return Fail($"There is no option {name}: {string.Join(", ", known)}.", out options);
            if (name is "--only" or "--json")
            {
                if (++i == args.Length) return Fail($"{name} wants a value.", out options);
                value = args[i];
            }
            options.values[name] = value;
        }
        return true;
    }

    private static bool Fail(string message, out Options? options)
    {
        options = null;
        Console.Error.WriteLine(message);
        return false;
    }
}
