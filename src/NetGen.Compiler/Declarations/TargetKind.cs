namespace NetGen.Compiler.Declarations;

public enum TargetKind { None, Values, Indices }
