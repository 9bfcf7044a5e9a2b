/// <summary>Where the data sets are: the argument --data DIR, else NETGEN_DATA, else shared/data in a folder above this one.</summary>
internal static class DataFolder
{
    /// <summary>The folder of a set, or null, after a message that says what is missing.</summary>
    public static string? Find(string[] args, string set)
    {
        int option = Array.IndexOf(args, "--data");
        string? folder = option >= 0 && option + 1 < args.Length ? args[option + 1] : Environment.GetEnvironmentVariable("NETGEN_DATA");
        for (DirectoryInfo? above = new(Environment.CurrentDirectory); above is not null
            && string.IsNullOrEmpty(folder); above = above.Parent)
            if (Directory.Exists(Path.Combine(above.FullName, "shared", "data"))) folder = Path.Combine(above.FullName, "shared", "data");
        string path = Path.Combine(folder ?? "", set);
        if (Directory.Exists(path)) return path;
        Console.Error.WriteLine($"There is no folder {path}. Say where the data sets are: --data DIR, or NETGEN_DATA.");
        return null;
    }
}
