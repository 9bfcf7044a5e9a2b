using System.Diagnostics;
using System.Reflection;

namespace NetGen.Samples;

/// <summary>A sample as a process.</summary>
internal static class Sample
{
    private static readonly Dictionary<string, string> Places = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(place => place.Key, place => place.Value!);

    /// <summary>The folder of the data sets, or a skipped test that says what is missing.</summary>
    public static string Data(string set)
    {
        TestFiles.Data(set);
        return TestFiles.Data();
    }

    /// <summary>Runs a sample to its end.</summary>
    /// <returns>Its exit code, and all it wrote.</returns>
    public static Task<(int Code, string Output, string Error)> Run(string name, string[] arguments, string? isa = null) =>
        Processes.Run(Start(name, arguments, isa));

    /// <summary>How a sample is started.</summary>
    public static ProcessStartInfo Start(string name, string[] arguments, string? isa = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Places["Samples"], name, Places["Output"], name + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("NETGEN_ISA");
        if (isa is not null) start.Environment["NETGEN_ISA"] = isa;
        return start;
    }
}
