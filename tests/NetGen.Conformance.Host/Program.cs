using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;

// A runtime for another processor, published by itself: it runs a program that was built for any processor, so that the very files
// which ran here run there. What it runs on goes to the error stream; the output is the program's own.
Console.Error.WriteLine($"{RuntimeInformation.ProcessArchitecture}, AdvSimd: {AdvSimd.Arm64.IsSupported}");
Assembly program = Assembly.LoadFrom(Path.GetFullPath(args[0]));
MethodInfo main = program.EntryPoint ?? throw new ArgumentException($"{args[0]} is not a program.");
Assembly.SetEntryAssembly(program);
return main.Invoke(null, [args[1..]]) as int? ?? 0;
