using NetGen.Conformance.Fingerprints;

// A process of its own, so that the environment can choose the instruction set.
return args is ["fingerprints", .. var options] ? Command.Run(options) : throw new ArgumentException("Usage: fingerprints [--threads n] [--write file]");
