// A library that promises CLS compliance may have networks, and handles of layers in its public members. What takes seeds (ulong) or
// offsets (nuint) is not marked one by one:
// it is plumbing of generated code, or a static abstract member, which languages without unsigned numbers could not call either.
[assembly: System.CLSCompliant(true)]
