namespace NetGen.Compiler.Kinds;

public enum TargetKind { None, Values, Indices }
