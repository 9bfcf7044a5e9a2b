using NetGen.SourceGenerators.Tests.Files;
using NetGen.SourceGenerators.Tests.Pages;

namespace NetGen.SourceGenerators.Tests.Builds;

/// <summary>
/// A file of weights in a real build: what fits builds, what does not is an error with analyzers and without, what is damaged is one of the
/// task.
/// </summary>
public class WeightsBuildTests
{
    private static byte[] Weights(string shape = "8,4") => SafetensorsReaderTests.File(
        "{" + Tensor("dense1.bias", "8", 0, 32) + "," + Tensor("dense1.weight", shape, 32, 160) + ","
        + Tensor("dense2.bias", "3", 160, 172) + "," + Tensor("dense2.weight", "3,8", 172, 268) + "}", 268);

    private static string Tensor(string name, string shape, int begin, int end) =>
        $"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{shape}],\"data_offsets\":[{begin},{end}]}}";

    [Fact]
    public void A_build_compares_weights_with_their_network()
    {
        using TempProject project = new("""<NetGenWeights Include="model.safetensors" Network="Samples.Classifier" />""",
            "<OutputType>Library</OutputType>");
        project.Write("Classifier.cs",
            "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(8, Activation.ReLU), Dense(3), SoftmaxCrossEntropy]\n"
            + "public sealed partial class Classifier;\n");
        File.WriteAllBytes(project.Path("model.safetensors"), Weights());
        var (exitCode, lines, output) = project.Build();
        Assert.True(exitCode == 0, output);
        Assert.Empty(lines);

        // Nothing has changed: the text stays as it is.
        string text = Directory.GetFiles(project.Folder, "*.netgen-weights.txt", SearchOption.AllDirectories).Single();
        DateTime written = File.GetLastWriteTimeUtc(text);
        Assert.Equal(0, project.Build().ExitCode);
        Assert.Equal(written, File.GetLastWriteTimeUtc(text));

        File.WriteAllBytes(project.Path("model.safetensors"), Weights("4,8"));
        string[] expected =
            ["error NG5003: 'model.safetensors' has dense1.weight [4, 8], where network 'Classifier' needs [8, 4]: save the file from "
                + "this network, or change the layer's size"];
        (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0 && expected.SequenceEqual(lines), output);
        (exitCode, lines, output) = project.Build("-p:RunAnalyzers=false", "-p:NoWarn=NG5003", "-p:WarningLevel=0");
        Assert.True(exitCode != 0 && expected.SequenceEqual(lines), output);

        File.WriteAllBytes(project.Path("model.safetensors"), Weights()[..^48]);
        (exitCode, lines, output) = project.Build();
        long end = Weights().Length - 48;
        Assert.True(exitCode != 0, output);
        Assert.Equal(
            [$"error NG5007: 'model.safetensors' is not a whole safetensors file: at byte {end}, the file ends here, and "
                + "\"dense2.weight\" goes on for 48 bytes"], lines);
        Assert.Equal(DiagnosticPage.Read("NG5007").Message, lines[0].Replace($"byte {end}", "byte 216") + "\n");
    }

    private const string Two =
        "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(8, Activation.ReLU), Dense(3), SoftmaxCrossEntropy]\n"
        + "public sealed partial class Classifier;\n";

    /// <summary>Folders have any names.</summary>
    [Fact]
    public void Two_files_of_one_name_are_two_and_one_that_is_not_there_is_named()
    {
        using TempProject project = new(
            """<NetGenWeights Include="a/model.safetensors;b's, (2)/model.safetensors" Network="Samples.Classifier" />""",
            "<OutputType>Library</OutputType>");
        project.Write("Classifier.cs", Two);
        Directory.CreateDirectory(project.Path("a"));
        Directory.CreateDirectory(project.Path("b's, (2)"));
        File.WriteAllBytes(project.Path("a/model.safetensors"), Weights());
        File.WriteAllBytes(project.Path("b's, (2)/model.safetensors"), Weights("4,8"));
        string[] expected =
            ["error NG5003: 'b's, (2)/model.safetensors' has dense1.weight [4, 8], where network 'Classifier' needs [8, 4]: save the "
                + "file from this network, or change the layer's size"];
        var (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0 && expected.SequenceEqual(lines), output);

        // What the task says no setting of analyzers and warnings silences.
        File.Delete(project.Path("b's, (2)/model.safetensors"));
        foreach (string[] arguments in (string[][])[[], ["-p:RunAnalyzers=false", "-p:NoWarn=NG5007", "-p:WarningLevel=0"]])
        {
            (exitCode, lines, output) = project.Build(arguments);
            Assert.True(exitCode != 0 && lines is [var line]
                && line.StartsWith("error NG5007: 'b's, (2)/model.safetensors' ", StringComparison.Ordinal), output);
        }
    }

    /// <summary>As a repository's settings may switch all diagnostics of analyzers off, and this one by its id.</summary>
    [Fact]
    public void No_editorconfig_silences_a_mistake()
    {
        using TempProject project = new(properties: "<OutputType>Library</OutputType>");
        project.Write("Classifier.cs", Two.Replace("Input(4)", "Input(2, 2)"));
        project.Write(".editorconfig",
            "root = true\n[*.cs]\ndotnet_diagnostic.NG2001.severity = none\ndotnet_analyzer_diagnostic.severity = none\n");
        var (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0 && lines is [var line] && line.StartsWith("error NG2001: ", StringComparison.Ordinal), output);
    }

    /// <summary>
    /// Characters that lists, properties, items, conditions, globs and the compiler's options read as their own. In an Include the first
    /// are written %3B, %25, %24, %40, %2A and %3F.
    /// </summary>
    [Fact]
    public void Files_whose_names_have_any_character_are_compared()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Names as Unix has them.");
        string[] names = ["a;b", "50%", "$(Optimize)", "@(Compile)", "s*r?", "quote\"s `and` 'more'", "[x] {y}, #z = !",
            "文字 ünï 😀", " blank"];
        string items = string.Concat(names.Select(name =>
            $"""<NetGenWeights Include="{System.Security.SecurityElement.Escape(Escaped("w/" + name))}.safetensors" """
            + """Network="Samples.Classifier" />"""));
        using TempProject project = new(items, "<OutputType>Library</OutputType>");
        project.Write("Classifier.cs", Two);
        Directory.CreateDirectory(project.Path("w"));
        foreach (string name in names) File.WriteAllBytes(project.Path($"w/{name}.safetensors"), Weights());
        var (exitCode, lines, output) = project.Build();
        Assert.True(exitCode == 0 && lines.Count == 0, output);
        Assert.Equal(names.Length, Directory.GetFiles(project.Folder, "*.netgen-weights.txt", SearchOption.AllDirectories).Length);

        // Each of them is looked at.
        foreach (string name in names) File.WriteAllBytes(project.Path($"w/{name}.safetensors"), Weights("4,8"));
        (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0, output);
        foreach (string name in names) Assert.Contains($"error NG5003: 'w/{name}.safetensors' has dense1.weight [4, 8]", output);

        static string Escaped(string path) =>
            path.Replace("%", "%25").Replace(";", "%3B").Replace("$", "%24").Replace("@", "%40").Replace("*", "%2A").Replace("?", "%3F");
    }

    /// <summary>A build that was killed, or a disk that was full, leaves no text that passes for one that says all is well.</summary>
    [Fact]
    public void A_text_in_obj_that_is_not_whole_fails_the_build_until_it_is_gone()
    {
        using TempProject project = new("""<NetGenWeights Include="model.safetensors" Network="Samples.Classifier" />""",
            "<OutputType>Library</OutputType>");
        project.Write("Classifier.cs", Two);
        File.WriteAllBytes(project.Path("model.safetensors"), Weights("4,8"));
        Assert.NotEqual(0, project.Build().ExitCode);
        string text = Directory.GetFiles(project.Folder, "*.netgen-weights.txt", SearchOption.AllDirectories).Single();
        Assert.Equal([text], Directory.GetFiles(Path.GetDirectoryName(text)!));
        File.WriteAllText(text, "");
        var (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0 && lines is [var line]
            && line.StartsWith($"error NG5008: '{Path.GetFileName(text)}', ", StringComparison.Ordinal), output);
        File.Delete(text);
        (exitCode, lines, output) = project.Build();
        Assert.True(exitCode != 0 && lines is [var again] && again.StartsWith("error NG5003: ", StringComparison.Ordinal), output);
    }
}
