using System.Globalization;
using System.Text;

namespace NetGen.Formats;

/// <summary>
/// The one writer of files: a file is written next to the one it replaces, flushed to disk and renamed, so that whoever reads the path, or
/// is left with it after a crash, finds the old file or the new one, whole. Links lead to the file they name, whose mode stays; what is no
/// file (a pipe, a device) is written through. What a killed predecessor left is removed by the next save to the path.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Names of files in progress: this, a number for the file's name, a random one.</summary>
    private const string Prefix = ".netgen-";

    private const int MaxLinks = 40, Attempts = 16;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="write">Writes the content to a stream, which cannot seek where the path is a pipe.</param>
    /// <exception cref="IOException">It cannot be written; the message names the path. What was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        string target = Target(path, out bool isThrough);
        if (Directory.Exists(target) || Path.GetFileName(target).Length == 0)
            throw new IOException($"{Show(path)} is a folder; a file's name is needed.");
        if (File.Exists(target) || isThrough)
        {
            // Who may not write to what is there may not replace it either; and only opening it tells a file from a pipe or a device.
            using var there = new FileStream(target, isThrough ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete);
            if (isThrough || !IsFile(there))
            {
                if (isThrough && IsFile(there)) there.SetLength(0);
                write(there);
                there.Flush();
                return;
            }
        }
        Replace(path, target, write);
    }

    private static void Replace(string path, string target, Action<Stream> write)
    {
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{Show(path)} cannot be written: there is no folder {Show(folder)}.");
        string prefix = Prefix + Number(Path.GetFileName(target)) + "-";
        string? temporary = null;
        bool isDone = false;
        try
        {
            using FileStream stream = Create(folder, prefix, target, out temporary);
            RemoveLeft(folder, prefix, temporary);
            write(stream);
            stream.Flush(flushToDisk: true);
#if NET
            // While it is open, and with that locked: a file in progress that is not locked has been left.
            File.Move(temporary, target, overwrite: true);
#else
            stream.Dispose();
            if (File.Exists(target)) File.Replace(temporary, target, null);
            else File.Move(temporary, target);
#endif
            isDone = true;
        }
        catch (Exception failure) when (temporary is not null && failure is IOException or UnauthorizedAccessException
            && failure.Message.Contains(Path.GetFileName(temporary)))
        {
            // The user knows the path, and not the name of what is in progress.
            string message = $"{Show(path)} cannot be written: {failure.Message.Replace(temporary, Show(target))}";
            throw failure is UnauthorizedAccessException ? new UnauthorizedAccessException(message, failure)
                : new IOException(message, failure);
        }
        finally
        {
            if (!isDone && temporary is not null) Remove(temporary);
        }
    }

    /// <summary>A new file next to the target, of the target's mode, locked as long as it is open.</summary>
    private static FileStream Create(string folder, string prefix, string target, out string temporary)
    {
        for (int attempt = 1; ; attempt++)
        {
            temporary = Path.Combine(folder, prefix + Guid.NewGuid().ToString("N").Substring(0, 8));
            try
            {
                FileStream stream = Open(temporary, target);
                // Between making and locking it someone may have taken it for one that was left.
                if (File.Exists(temporary)) return stream;
                stream.Dispose();
            }
            catch (IOException) when (attempt < Attempts && Directory.Exists(folder))
            {
                // The same, and it is still locked; or the name is taken.
            }
        }
    }

    private static FileStream Open(string temporary, string target)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete };
        if (OperatingSystem.IsWindows() || !File.Exists(target)) return new FileStream(temporary, options);
        UnixFileMode mode = File.GetUnixFileMode(target);
        options.UnixCreateMode = mode;
        var stream = new FileStream(temporary, options);
        File.SetUnixFileMode(stream.SafeFileHandle, mode);      // the process's mask has taken bits away
        return stream;
#else
        return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
#endif
    }

    /// <summary>
    /// Removes files in progress of the same path whose writers are gone. A lock tells: the system drops it with the process.
    /// </summary>
    private static void RemoveLeft(string folder, string prefix, string own)
    {
        List<string>? left = null;
        try
        {
            foreach (string file in Directory.EnumerateFiles(folder, prefix + "*"))
                if (file != own) (left ??= []).Add(file);
            if (left is null || TryLock(own, FileOptions.None)) return;     // some file systems have no locks: nothing is known there
            foreach (string file in left)
                if ((File.GetAttributes(file) & FileAttributes.ReparsePoint) == 0) TryLock(file, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that may be written to but not listed, or another save that removes the same: what is left takes nothing from this
            // one.
        }
    }

    /// <summary>
    /// Locks a file for a moment, which no one can who finds it open; it is deleted, if that is wanted, while it is locked.
    /// </summary>
    private static bool TryLock(string file, FileOptions options)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, options);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here says more; the next save tries again.
        }
    }

    /// <summary>Where links lead; a link to nothing leads to the file it names, which is then made.</summary>
    /// <param name="path">As the user wrote it.</param>
    /// <param name="isThrough">Whether it is what a process has open, or a device: not to be replaced, whatever it is.</param>
    private static string Target(string path, out bool isThrough)
    {
        string target = Path.GetFullPath(path);
        isThrough = IsOpenFileOrDevice(target);
#if NET
        for (int links = 0; !isThrough && new FileInfo(target).LinkTarget is { } next; links++)
        {
            if (links == MaxLinks) throw new IOException($"{Show(path)} is a link that leads to itself.");
            target = Path.GetFullPath(next, Path.GetDirectoryName(target)!);
            isThrough = IsOpenFileOrDevice(target);
        }
#endif
        return target;
    }

    private static bool IsOpenFileOrDevice(string path) => Path.DirectorySeparatorChar == '\\'
        ? path.StartsWith(@"\\.\", StringComparison.Ordinal)
        : path.StartsWith("/proc/", StringComparison.Ordinal) || path.StartsWith("/dev/fd/", StringComparison.Ordinal)
        || Path.GetDirectoryName(path) == "/dev";

    /// <summary>Devices and pipes cannot be given a length: the one they have fails there, and changes nothing in a file.</summary>
    private static bool IsFile(FileStream stream)
    {
        if (!stream.CanSeek) return false;
        try
        {
            stream.SetLength(stream.Length);
            return true;
        }
        catch (Exception failure) when (failure is IOException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Tells files of one folder apart (FNV-1a); two that share a number only remove each other's remains.</summary>
    private static string Number(string name)
    {
        uint hash = 2166136261;
        foreach (byte value in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ value) * 16777619);
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static string Show(string path) => HostileText.Line(path, 4096);
}
