using System.Collections;

namespace NetGen.Compiler;

/// <summary>The surface, and kernels written when they are asked for: an editor never does.</summary>
internal sealed class LazyFiles(GeneratedFile surface, IReadOnlyList<Lazy<GeneratedFile>> kernels) : IReadOnlyList<GeneratedFile>
{
    public int Count => kernels.Count + 1;

    public GeneratedFile this[int index] => index == 0 ? surface : kernels[index - 1].Value;

    public IEnumerator<GeneratedFile> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
