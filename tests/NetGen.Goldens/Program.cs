using NetGen.Goldens;
using NetGen.Testing;
using static TorchSharp.torch;

// Writes tests/Goldens/*.json. Each file is computed twice, in double and in single precision; what is written is the double-precision
// result, and only if single precision agrees with it as closely as NetGen is asked to.

string folder = args.Length > 0 ? args[0] : Path.Combine(Repository.Root, "tests", "Goldens");
Directory.CreateDirectory(folder);
set_num_threads(1);

(string File, Func<ScalarType, Golden> Make)[] files =
[
    ("activations", Activations.Make),
    ("arranged", Arranged.Make),
    ("batch-norm", BatchNorms.Make),
    ("layers", Layers.Make),
    ("losses", Losses.Make),
    .. Networks.All,
    ("optimizers", Optimizers.Make),
    ("training-10-64-64-1", Training.Make),
];

int written = 0;
foreach ((string file, var make) in files)
{
    Golden golden = make(ScalarType.Float64);
    string[] differences = [.. golden.Differences(make(ScalarType.Float32))];
    foreach (string difference in differences) Console.Error.WriteLine($"{file}{difference}");
    if (differences.Length > 0) continue;

    string path = Path.Combine(folder, file + ".json"), text = golden.ToJson();
    string state = !File.Exists(path) ? "new" : File.ReadAllText(path) == text ? "as before" : "changed";
    File.WriteAllText(path, text);
    Console.WriteLine($"{file + ".json",-40} {text.Length,8:N0} bytes   {state}");
    written++;
}
return written == files.Length ? 0 : 1;
