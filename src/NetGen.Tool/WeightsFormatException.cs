using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>
/// A file that is malformed: which, at which byte, and what was expected there. Names and texts of the file are escaped and cut where they
/// are quoted.
/// </summary>
internal sealed class WeightsFormatException(string file, long offset, string expectation)
    : FormatException($"{HostileText.Line(file, 4096)}, byte {offset}: {HostileText.Message(expectation)}");
