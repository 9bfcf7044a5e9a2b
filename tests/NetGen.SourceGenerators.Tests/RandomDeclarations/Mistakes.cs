using System.Text.RegularExpressions;

namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>Ways to break a declaration that is whole. Each is a mistake for certain, whatever the declaration.</summary>
internal static class Mistakes
{
    private static readonly (string Name, Func<string, string> Break)[] All =
    [
        ("no units", source => Last(source, @"\bDense\(\d+", "Dense(0")),
        ("negative units", source => Last(source, @"\bDense\(\d+", "Dense(-5")),
        ("too many units", source => Last(source, @"\bDense\(\d+", "Dense(20000000")),
        ("an unknown activation", source => Last(source, @"\bDense\((\d+)(, Activation\.\w+)?", "Dense($1, (Activation)99")),
        ("no input", source => Regex.Replace(source, @"\bInput\([\d, ]+\)", "Identity")),
        ("an empty input", source => First(source, @"\bInput\([\d, ]+\)", "Input()")),
        ("a negative input", source => First(source, @"\bInput\(", "Input(-")),
        ("not partial", source => Last(source, @"sealed partial class (Net\d+)", "sealed class $1")),
        ("generic", source => Last(source, @"sealed partial class (Net\d+)", "sealed partial class $1<T>")),
        ("static", source => Last(source, @"sealed partial class (Net\d+)", "static partial class $1")),
        ("a record", source => Last(source, @"sealed partial class (Net\d+)", "sealed partial record $1")),
        ("a misspelled layer", source => Last(source, @"\bDense\(", "Dens(")),
        ("a bracket lost", source => Last(source, @"\)\]", ")")),
        ("an argument too many", source => Last(source, @"\bDense\(", "Dense(1, 2, 3, ")),
        ("a text for a number", source => Last(source, @"\bDense\(\d+", "Dense(\"64\"")),
        ("a softmax of one", source => Last(source, @"\bDense\(\d+(, Activation\.\w+)?", "Dense(1, Activation.Softmax")),
        ("a weight that is no number", source => Last(source, @"\bDense\((\d+)", "Dense($1, InitializerValue = double.NaN")),
        ("all units dropped", source => First(source, @"(?<=Input\([\d, ]+\))(?<members>\])?", "${members}")
            .Replace("[Network(Checks = true)", "[Network(Checks = true), Dropout(1.5)")),
    ];

    /// <summary>The declaration with one mistake in it, or more that are of the same kind.</summary>
    public static (string Name, string Source) Break(string source, int choice)
    {
        for (int i = 0; i < All.Length; i++)
        {
            (string name, Func<string, string> change) = All[(choice + i) % All.Length];
            string broken = change(source);
            if (broken != source) return (name, broken);
        }
        throw new InvalidOperationException("nothing to break in:\n" + source);
    }

    private static string First(string source, string pattern, string replacement) => new Regex(pattern).Replace(source, replacement, 1);

    /// <summary>The last match: in the network, which is below its blocks.</summary>
    private static string Last(string source, string pattern, string replacement) =>
        new Regex(pattern, RegexOptions.RightToLeft).Replace(source, replacement, 1);
}
