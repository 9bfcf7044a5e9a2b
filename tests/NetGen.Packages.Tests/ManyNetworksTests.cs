using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NetGen.Packages;

/// <summary>A project with two hundred networks of different sizes, from one to three layers.</summary>
public sealed class ManyNetworksTests(Feed feed)
{
    private const int Count = 200;

    [Fact]
    public async Task Two_hundred_networks_build_without_a_warning_and_each_predicts()
    {
        SlowTests.OrSkip("A project with two hundred networks");
        feed.Write("Many/Many.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup><PackageReference Include="NetGen" Version="{Feed.Version}" /></ItemGroup>
            </Project>
            """);
        feed.Write("Many/Source.cs", Source());
        var clock = Stopwatch.StartNew();
        string output = await Command.Succeed(Path.Combine(feed.Projects, "Many"),
            [Processes.DotNet, "build", "-m:1", "-c", "Release", "-nologo", "-v", "minimal", "-tl:off"]);
        clock.Stop();
        Assert.DoesNotContain("warning", output);
        long size = new FileInfo(Path.Combine(feed.Projects, "Many", "bin", "Release", "net10.0", "Many.dll")).Length;
        Report.Write("two hundred networks",
            string.Create(CultureInfo.InvariantCulture,
                $"{Count} networks: built in {clock.Elapsed.TotalSeconds:F0} s, an assembly of {size / 1e6:F1} MB"));
        Assert.Contains($"finite: {Count}", await feed.Run("Many"));
    }

    private static string Source()
    {
        string[] activations = ["ReLU", "Tanh", "Sigmoid", "GELU", "SiLU"];
        StringBuilder networks = new(), calls = new();
        for (int i = 0; i < Count; i++)
        {
            (int inputs, int outputs) = (2 + i % 23, 1 + i % 5);
            string hidden = string.Concat(Enumerable.Range(0, i % 3)
                .Select(layer => $", Dense({4 + (7 + 4 * layer) * i % 61}, Activation.{activations[(i + layer) % activations.Length]})"));
            networks.Append(CultureInfo.InvariantCulture,
                $"[Network, Input({inputs}){hidden}, Dense({outputs}), MeanSquaredError] public sealed partial class Net{i};\n");
            calls.Append(CultureInfo.InvariantCulture,
                $"y = new float[{outputs}]; new Net{i}(1).Predict(new float[{inputs}], y); Count(y);\n");
        }

        return $$"""
            using NetGen;

            int finite = 0;
            float[] y;
            {{calls}}
            System.Console.WriteLine($"finite: {finite}");

            void Count(float[] y) => finite += System.Array.TrueForAll(y, float.IsFinite) ? 1 : 0;

            {{networks}}
            """;
    }
}
