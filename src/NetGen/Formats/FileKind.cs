namespace NetGen.Formats;

/// <summary>What a file is that is not what it should be, seen by its first bytes, and how to make of it what is needed.</summary>
internal static class FileKind
{
    /// <summary>So many bytes are enough to tell.</summary>
    internal const int Bytes = 8;

    /// <summary>What the file is, as the end of a sentence; null where that is not known.</summary>
    internal static string? Of(byte[] first) =>
        Begins(first, 'P', 'K', 3, 4) || Begins(first, 'P', 'K', 5, 6)
            ? "this is a zip, as torch.save and numpy.savez write: in Python, safetensors.torch.save_file(model.state_dict(), "
            + "\"model.safetensors\") writes the right format, "
                + "and netgen convert makes it of an npz"
        : Begins(first, 0x80) && first.Length > 1 && first[1] is >= 2 and <= 5
            ? "this is a Python pickle, as torch.save once wrote: in Python, safetensors.torch.save_file(model.state_dict(), "
                + "\"model.safetensors\") writes the right format"
        : Begins(first, 0x89, 'H', 'D', 'F')
        ? "this is an HDF5 file, as Keras writes: save the arrays by numpy.savez, and convert that by netgen convert"
        : Begins(first, 0x93, 'N', 'U', 'M', 'P', 'Y')
        ? "this is an npy file of NumPy: save the arrays by numpy.savez, and convert that by netgen convert"
        : Begins(first, 'v', 'e', 'r', 's', 'i', 'o', 'n', ' ')
        ? "this is a pointer of Git LFS in place of the file: git lfs pull fetches it"
        : Begins(first, 'G', 'G', 'U', 'F') ? "this is a GGUF file, as llama.cpp uses: export the parameters as safetensors"
        : Begins(first, 0x1F, 0x8B) ? "this is a gzip file: unpack it first"
        : null;

    private static bool Begins(byte[] first, params int[] magic)
    {
        if (first.Length < magic.Length) return false;
        for (int i = 0; i < magic.Length; i++)
            if (first[i] != magic[i]) return false;
        return true;
    }
}
