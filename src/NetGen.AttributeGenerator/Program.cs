// Writes src/NetGen/Generated again, from the definitions of layers, activations and losses in the compiler:
//
//   dotnet run --project src/NetGen.AttributeGenerator [FOLDER]      in the repository's root; FOLDER is by default src/NetGen/Generated
using NetGen.AttributeGenerator;

string folder = args.Length > 0 ? args[0] : Path.Combine("src", "NetGen", "Generated");
if (args.Length == 0 && !Directory.Exists("src"))
{
    Console.Error.WriteLine($"There is no src here. In the repository's root: {LibraryText.Command}");
    return 1;
}
Directory.CreateDirectory(folder);
IReadOnlyDictionary<string, string> files = LibraryText.Files();
foreach (string stale in Directory.GetFiles(folder, "*.cs").Where(path => !files.ContainsKey(Path.GetFileName(path)))) File.Delete(stale);
foreach ((string name, string text) in files) File.WriteAllText(Path.Combine(folder, name), text);
Console.WriteLine($"{folder}: {files.Count} files");
return 0;
