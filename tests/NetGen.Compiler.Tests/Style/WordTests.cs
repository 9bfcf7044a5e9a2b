using System.Text.RegularExpressions;

namespace NetGen.Compiler.Tests;

/// <summary>Code and documentation use the field's standard terms and American English, and one word for one thing.</summary>
public partial class WordTests
{
    /// <summary>A pattern, and the term to use.</summary>
    private static readonly (Regex Pattern, string Term)[] replaced =
    [
        .. Terms("""
            alike|equal, the same way
            anew|again
            at one stroke|atomically
            bears?|has
            beside|next to, as well as
            hardly|little, likely not
            mend(s|ed|ing)?|fix
            nobody|no one
            said|reported, claimed, declared
            the rooms|folders, projects
            told|given, reported
            vocabulary|operations
            (what|whatever) arrives|the input
            [Ll](eave|eaves|eft) ([\w{}]+ )?[\w{}]* ?away|remove, omit
            [Vv]alues a sample|values per sample
            FLOPs a sample|FLOPs per sample
            one of the samples|1 sample
            \w*(avour|olour|eighbour|ehaviour)\w*|-or
            \w*(ptimis|ormalis|nitialis|egularis|ecognis|eneralis|uantis|inimis|aximis|erialis)(e|es|ed|er|ers|ing|ation|ations)|-ize
            \w*(abell|ancell|odell|ravell)(ed|ing)|one l
            AddsTo|AccumulatesInto
            BackwardRows|BackwardPerSample
            BackwardSums|AccumulateParameterGradients
            CallersRows|CallerBatch
            CompilerBugException|InternalCompilerErrorException
            DoesTheSame|HasSameBody
            Doubts?|LintWarnings
            FilesOnDemand|LazyFiles
            FoldAdd|ReduceAdd
            FoldMax|ReduceMax
            IsBroken|HasBindingErrors
            IsDoubtful|HasUnknownShape
            IsNarrow|IsSkinny
            IsPacked|IsContiguous
            IsStray|IsMisplaced
            IsTorn|HasAmbiguousOrder
            KeepFirst|MaskTail
            LetMultiple|AlignDown
            LetPlace|LetRef
            LoadFour|LoadBroadcast128
            LowerFunctions|LowerUnfusedEpilogue
            Most[A-Z]\w*|Max…
            PlacedNode|ExpandedNode
            RequireSubnormals|RequireNoFlushToZero
            TermsATurn|UnrollFactor
            WholeBatch|NeedsFullBatch
            WhoReports|DiagnosticOwner
            [A-Za-z]Row|…Stride
            """),
    ];

    [Fact]
    public void Terms_that_have_a_standard_one_are_not_used()
    {
        Assert.Equal(["a.md:1: said → reported, claimed, declared"], Found("a.md", "What it said.\nSaidOf, unsaid"));
        Assert.Empty(Files().SelectMany(file => Found(file, Repository.Read(file))));
    }

    private static IEnumerable<string> Found(string file, string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
            foreach ((Regex pattern, string term) in replaced)
                if (pattern.Match(lines[i]) is { Success: true } match) yield return $"{file}:{i + 1}: {match.Value} → {term}";
    }

    private static IEnumerable<(Regex Pattern, string Term)> Terms(string table) => table.Split('\n')
        .Select(line => line.Split('|') is var parts
            ? (new Regex($@"(?<![\w'])({string.Join('|', parts[..^1])})(?!\w)", RegexOptions.Compiled), parts[^1]) : default);

    /// <summary>What is written by hand; the changelog tells of old names, and names of other libraries are theirs.</summary>
    private static IEnumerable<string> Files() => new[] { "src", "docs", "tests", "samples", "benchmarks", "eng" }
        .SelectMany(part => Directory.EnumerateFiles(Path.Join(Repository.Root, part), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => Text().IsMatch(file) && !Foreign().IsMatch(file));

    [GeneratedRegex(@"\.(cs|md|sh|csproj|props|targets)$")]
    private static partial Regex Text();

    [GeneratedRegex(@"(^|/)(obj|bin|artifacts|Goldens)/|^CHANGELOG\.md$|/BroughtNames\.cs$|/WordTests\.cs$|\.received\.")]
    private static partial Regex Foreign();
}
