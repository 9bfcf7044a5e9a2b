using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.SourceGenerators.Tests.Caching;

/// <summary>An editor makes a compilation a keystroke; none may outlive the next.</summary>
public class LeakTests
{
    private const string Source = "using NetGen;\n[Network, Input(4), Dense(2), MeanSquaredError] sealed partial class Net;\n";

    [Fact]
    public void An_old_compilation_is_not_kept_alive()
    {
        // Without tracking of steps, which holds on to what they saw.
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()],
            parseOptions: Generate.ParseOptions);
        var (old, edited) = RunTwice(driver);
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(edited);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Old, GeneratorDriver Edited) RunTwice(GeneratorDriver driver)
    {
        CSharpCompilation compilation = Generate.Compilation([Source]);
        WeakReference old = new(compilation);
        driver = driver.RunGenerators(compilation);
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Generate.Tree("// edited\n" + Source));
        return (old, driver.RunGenerators(compilation));
    }
}
