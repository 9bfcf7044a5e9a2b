using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Networks;

public sealed record OutputPlan(string Name, Shape Shape, LossPlan? Loss);
