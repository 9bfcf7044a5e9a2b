using NetGen.Conformance;
using NetGen.Conformance.Fingerprints;
using NetGen.Conformance.Stress;

// A process of its own, so that the environment can choose the instruction set.
return args switch
{
    ["fingerprints", .. var options] => Command.Run(options),
    ["stress", .. var options] => StressCommand.Run(options),
    ["speeds"] => Speeds.Run(),
    ["kernels", var isa] => Kernels.Run(isa),
    _ => throw new ArgumentException(
        "Usage: fingerprints [--threads n] [--write file], stress [--seconds n] [--seed n], speeds, or kernels ISA"),
};
