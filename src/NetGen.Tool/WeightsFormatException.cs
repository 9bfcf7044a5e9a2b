namespace NetGen.Tool;

/// <summary>A file that is malformed: which, at which byte, and what was expected there.</summary>
internal sealed class WeightsFormatException(string file, long offset, string expectation) : FormatException($"{file}, byte {offset}: {expectation}");
