return NetGen.Benchmarks.Commands.Run(args);
