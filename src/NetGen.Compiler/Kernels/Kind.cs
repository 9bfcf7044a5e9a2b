namespace NetGen.Compiler.Kernels;

public enum Kind { Vector, Scalar, Mask }
