using System.Text.RegularExpressions;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Tests;

/// <summary>Passes, printers, analyzers and fixes ask kinds for traits: none has the name of one as a string.</summary>
public partial class KindNameTests
{
    /// <summary>Words that name other things, too: a port without a name, methods of LINQ, a function of the library, a kernel.</summary>
    private static readonly HashSet<string> otherThings =
    [
        "CSharp/Surface/PortMembers.cs: Input", "CSharp/Surface/SurfacePorts.cs: Input", "Costs/NetworkReport.cs: Input",
        "Programs/EntryPoints.cs: Input", "CallSites/KnownLength.cs: Slice", "CallSites/KnownLength.cs: Repeat",
        "CallSites/KnownLength.cs: Concat", "Graphs/Elementwise.cs: Apply", "Graphs/LibraryFunction.cs: GaussianNoise",
        "Ops/MatMul.cs: Dense",
    ];

    [Fact]
    public void No_kind_is_named_by_a_string_outside_its_folder()
    {
        HashSet<string> kinds =
        [
            .. LayerRegistry.Known.Select(kind => kind.Name), .. LayerRegistry.Losses.Select(kind => kind.Name),
            NodeKinds.Input, NodeKinds.Shared, NodeKinds.Apply, NodeKinds.Residual, NodeKinds.Repeat, NodeKinds.Parallel,
        ];
        Assert.Superset(new HashSet<string> { "Dense", "BatchNorm", "Huber", "ReLU" }, kinds);
        Assert.Equal(["Dense"], Named(kinds, "if (kind == \"Dense\") // \"Huber\""));
        Assert.Equal(["BatchNorm"], Named(kinds, "attribute.Name == \"BatchNormAttribute\""));
        var found = new HashSet<string>();
        foreach (string project in new[] { "NetGen.Compiler", "NetGen.SourceGenerators", "NetGen.CodeFixes" })
        {
            string folder = Path.Join(Repository.Root, "src", project);
            foreach (string path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                string file = Path.GetRelativePath(folder, path).Replace('\\', '/');
                if (Own().IsMatch(file)) continue;
                foreach (string kind in File.ReadLines(path).SelectMany(line => Named(kinds, line)))
                    if (Path.GetFileNameWithoutExtension(file) != kind) found.Add($"{file}: {kind}");
            }
        }
        Assert.Equal(otherThings.Order(), found.Order());
    }

    private static IEnumerable<string> Named(HashSet<string> kinds, string line) => Literal().Matches(Comment().Replace(line, ""))
        .Select(literal => literal.Groups[1].Value).Where(kinds.Contains);

    [GeneratedRegex(@"^(Kinds|obj|Ops/Losses|Ops/Activations)/|^Declarations/NodeKinds\.cs|^Names/BroughtNames\.cs")]
    private static partial Regex Own();

    [GeneratedRegex("\"(\\w+?)(Attribute)?\"")]
    private static partial Regex Literal();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
