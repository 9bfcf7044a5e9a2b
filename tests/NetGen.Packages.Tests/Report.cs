namespace NetGen.Packages;

/// <summary>Figures that tests measure: in the test's output, and in a file next to the results.</summary>
internal static class Report
{
    public static void Write(string name, string text)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        string results = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;
        File.WriteAllText(Path.Combine(results, name + ".txt"), text.TrimEnd() + "\n");
    }
}
