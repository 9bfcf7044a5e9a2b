using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>Projects of every kind that take the package from the feed, restored and built in one go.</summary>
public sealed class FreshProjects(Feed feed) : IAsyncLifetime
{
    private const string Chain = """
        [NetGen.Network, NetGen.Input(2), NetGen.Dense(4, NetGen.Activation.Tanh), NetGen.Dense(1), NetGen.MeanSquaredError]
        public sealed partial class Tiny
        {
        }

        """;

    private const string Members = """
        [NetGen.Network]
        public sealed partial class Tiny
        {
            [NetGen.Input(2)] public partial NetGen.Input X { get; }
            [NetGen.Dense(4, NetGen.Activation.Tanh)] public partial NetGen.Dense Hidden { get; }
            [NetGen.Dense(1), NetGen.MeanSquaredError] public partial NetGen.Dense Y { get; }
        }

        """;

    /// <summary>Trains until a line through four points is learned, and says what it says in C# of any age and setting.</summary>
    private const string Learn = """
        internal static class Program
        {
            internal static int Main()
            {
                float[] x = { 0, 0, 0, 1, 1, 0, 1, 1 }, t = { 0, 0.5f, 0.25f, 0.75f }, y = new float[4];
                var net = new Tiny(1);
                var adam = new NetGen.Adam(0.02);
                for (int step = 0; step < 2000; step++) net.TrainStep(x, t, adam);
                net.Predict(x, y);
                System.Console.WriteLine("learned: " + (System.Math.Abs(y[3] - 0.75f) < 0.05f) + ", " + NetGen.Activation.Tanh + ", " + Tiny.ParameterCount);
                return 0;
            }
        }

        """;

    private readonly Dictionary<string, string> projects = [];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Writes all projects and builds them, two at a time.</summary>
    public async ValueTask InitializeAsync()
    {
        // As `dotnet new` leaves them, but for what each is about.
        Add("Plain", "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>", Chain + Learn);
        // implicit usings, nullable and unsafe are off where nothing is reported
        Add("Bare", "", Chain + Learn);
        Add("Off",
            "<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><AllowUnsafeBlocks>false</AllowUnsafeBlocks>"
            + "<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>", Chain + Learn);
        Add("Sharp12", "<LangVersion>12</LangVersion>", Chain + Learn);
        Add("Sharp13", "<LangVersion>13</LangVersion><Nullable>enable</Nullable>", Members + Learn);
        Add("Strict",
            "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><Nullable>enable</Nullable>"
            + "<AnalysisLevel>latest-recommended</AnalysisLevel><WarningLevel>9999</WarningLevel><Features>strict</Features>"
            + "<GenerateDocumentationFile>true</GenerateDocumentationFile><IsAotCompatible>true</IsAotCompatible>",
            "namespace Fresh;\n\n/// <summary>A network.</summary>\n"
            + Members.Replace("    [NetGen", "    /// <summary>A layer.</summary>\n    [NetGen") + Learn);
        Add("Central", "", Chain + Learn, """<PackageReference Include="NetGen" />""");
        feed.Write("Central/Directory.Packages.props",
            "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup>"
            + $"""<PackageVersion Include="NetGen" Version="{Feed.Version}" /></ItemGroup></Project>""");
        Add("Library", "<Nullable>enable</Nullable><OutputType>Library</OutputType>", Chain);
        Add("User", "<Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Learn,
            """<ProjectReference Include="../Library/Library.csproj" />""");
        Add("Tests", "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>", Chain + """
            public class TinyTests
            {
                [Xunit.Fact]
                public void A_step_of_training_lowers_the_loss()
                {
                    var net = new Tiny(1);
                    var sgd = new NetGen.SGD(0.1);
                    float[] x = [0, 1, 1, 0], t = [1, 0];
                    float before = net.TrainStep(x, t, sgd);
                    Xunit.Assert.True(net.TrainStep(x, t, sgd) < before);
                }
            }

            """, $"""<PackageReference Include="NetGen" Version="{Feed.Version}" /><PackageReference Include="xunit.v3" Version="{Central("xunit.v3")}" />""");
        Add("Measured", "<Nullable>enable</Nullable>", Chain + $$"""
            internal static class Program
            {
                internal static void Main(string[] args)
                {
                    if (args.Length > 0) {{BenchmarkLine("args: args")}}
                    else {{BenchmarkLine("")}}
                }
            }

            """, $"""<PackageReference Include="NetGen.Benchmarking" Version="{Feed.Version}" /><PackageReference Include="NetGen" Version="{Feed.Version}" />""");
        feed.Write("Fresh.slnx",
            $"<Solution>\n{string.Concat(projects.Keys.Select(name => $"  <Project Path=\"{name}/{name}.csproj\" />\n"))}</Solution>\n");
        (ExitCode, Output) = await Command.Run(feed.Projects,
            [Processes.DotNet, "build", "Fresh.slnx", "-c", "Release", "-m:2", "-nologo", "-v", "minimal", "-tl:off"]);
    }

    /// <summary>How the build ended.</summary>
    public int ExitCode { get; private set; }

    /// <summary>What it printed.</summary>
    public string Output { get; private set; } = "";

    public IEnumerable<string> Names => projects.Keys;

    private void Add(string name, string properties, string source, string? items = null)
    {
        string project = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items ?? $"""<PackageReference Include="NetGen" Version="{Feed.Version}" />"""}
              </ItemGroup>
            </Project>
            """;
        feed.Write($"{name}/{name}.csproj", project);
        feed.Write($"{name}/Source.cs", source);
        projects.Add(name, project);
    }

    /// <summary>The line of the documentation that measures a network, as it is there but for the network's name.</summary>
    private static string BenchmarkLine(string arguments)
    {
        const string line = "BenchmarkDotNet.Running.BenchmarkRunner.Run<NetGen.Benchmarking.NetworkBenchmarks<Classifier>>();";
        foreach (string page in (string[])["docs/packages.md", "src/NetGen.Benchmarking/README.md"])
            Assert.Contains($"```csharp\n{line}\n```", Repository.Read(page.Split('/')));
        return line.Replace("Classifier", "Tiny").Replace("()", $"({arguments})");
    }

    private static string Central(string package) =>
        Regex.Match(Repository.Read("Directory.Packages.props"),
            $"""Include="{Regex.Escape(package)}" Version="(.*?)" """.TrimEnd()).Groups[1].Value;
}
