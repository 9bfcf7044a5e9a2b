namespace NetGen.SourceGenerators.Names;

/// <summary>Which of the names that are there a word means.</summary>
internal static class NameSearch
{
    /// <summary>
    /// The name that differs in case and underscores alone, else another library's word for it, else the nearest spelling; null where none
    /// is near.
    /// </summary>
    /// <param name="word">What is written.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="tables">The tables that know other libraries' words for them.</param>
    public static string? Find(string word, IReadOnlyCollection<string> names, params NameTable[] tables) =>
        Known(word, names, tables) ?? Nearest(word, names);

    /// <summary>The same without misspellings.</summary>
    public static string? Known(string word, IReadOnlyCollection<string> names, params NameTable[] tables)
    {
        string folded = BroughtNames.Fold(word);
        if (folded.Length == 0) return null;
        if (names.FirstOrDefault(name => name == word) is { } same) return same;
        if (names.FirstOrDefault(name => BroughtNames.Fold(name) == folded) is { } similar) return similar;
        foreach (string ours in tables.SelectMany(table => table.Ours(word)))
            if (names.FirstOrDefault(name => BroughtNames.Fold(name) == BroughtNames.Fold(ours)) is { } found) return found;
        return null;
    }

    /// <summary>
    /// The name that a letter or two make of the word: one in words of up to four letters, two in longer ones; null where two names are as
    /// near.
    /// </summary>
    private static string? Nearest(string word, IEnumerable<string> names)
    {
        string folded = BroughtNames.Fold(word);
        int most = folded.Length < 3 ? 0 : folded.Length <= 4 ? 1 : 2;
        string? nearest = null;
        int least = most + 1;
        bool isTied = false;
        foreach (string name in names)
        {
            int distance = Distance(folded, BroughtNames.Fold(name), least);
            if (distance > least || distance > most) continue;
            isTied = distance == least && nearest is not null && nearest != name;
            (nearest, least) = (name, distance);
        }

        return isTied ? null : nearest;
    }

    /// <summary>
    /// Letters that are inserted, left out, exchanged for others or for their neighbors; anything above a bound where there are more.
    /// </summary>
    private static int Distance(string a, string b, int bound)
    {
        if (Math.Abs(a.Length - b.Length) > bound) return bound + 1;
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
