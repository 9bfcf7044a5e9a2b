using System.Runtime.CompilerServices;

namespace NetGen.Testing;

/// <summary>
/// Compares a generated file with the one kept next to the test, <c>Type.Method#File.verified.cs</c> (the conventions of Verify). On a
/// difference what was generated is written there as <c>.received.cs</c>; where it is right, rename it.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string received, string file, string type, [CallerMemberName] string method = "",
        [CallerFilePath] string test = "")
    {
        string stem = Path.Combine(Path.GetDirectoryName(test)!, $"{type}.{method}#{Path.GetFileNameWithoutExtension(file)}");
        string verifiedFile = stem + ".verified.cs", receivedFile = stem + ".received.cs";
        string? verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : null;
        if (verified == received)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail(verified is null
            ? $"There is no {verifiedFile}; what was generated is next to it as .received.cs."
            : $"{FirstDifference(verified, received)} See {receivedFile}.");
    }

    private static string FirstDifference(string verified, string received)
    {
        string[] expected = verified.Split('\n'), actual = received.Split('\n');
        int line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line]) line++;
        return $"Line {line + 1} should be\n  {expected.ElementAtOrDefault(line)}\nand is\n  {actual.ElementAtOrDefault(line)}\n";
    }
}
