using System.Runtime.CompilerServices;

// Draws docs/pictures/icon.png, and docs/pictures/mistake.svg from the page of a diagnostic.
string docs = Path.Combine(Here(), "..", "..", "docs");
File.WriteAllBytes(Path.Combine(docs, "pictures", "icon.png"), Icon.Draw());
File.WriteAllText(Path.Combine(docs, "pictures", "mistake.svg"),
    Mistake.Draw(File.ReadAllText(Path.Combine(docs, "diagnostics", "NG2001.md"))));

static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
