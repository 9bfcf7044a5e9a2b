using NetGen.Conformance;
using NetGen.Conformance.Fingerprints;

// A process of its own, so that the environment can choose the instruction set.
return args switch
{
    ["fingerprints", .. var options] => Command.Run(options),
    ["speeds"] => Speeds.Run(),
    ["kernels", var isa] => Kernels.Run(isa),
    _ => throw new ArgumentException("Usage: fingerprints [--threads n] [--write file], speeds, or kernels ISA"),
};
