using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Networks;

public sealed record InputPlan(string Name, Shape Shape);
