using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using NetGen.Formats;
using NetGen.Tool;

return Tool.Run(args, Console.Out, Console.Error);

namespace NetGen.Tool
{
    /// <summary>The commands.</summary>
    internal static class Tool
    {
        /// <summary>Runs a command line.</summary>
        /// <returns>0; 1 where files differ; 2 where something is wrong with what was asked or with a file.</returns>
        public static int Run(string[] arguments, TextWriter output, TextWriter error)
        {
            ParseResult parsed = Commands(output).Parse(arguments);
            try
            {
                int code = parsed.Invoke(
                    new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
                return parsed.Errors.Count > 0 ? 2 : code;
            }
            catch (Exception failure) when (failure is FormatException or UsageException or IOException or UnauthorizedAccessException
                or ArgumentException)
            {
                error.WriteLine("netgen: " + HostileText.Message(failure.Message));
                return 2;
            }
            catch (OutOfMemoryException)
            {
                error.WriteLine("netgen: there is not enough memory for what was asked.");
                return 2;
            }
            catch (Exception failure)
            {
                error.WriteLine(
                    $"netgen: a mistake of this program, {failure.GetType().Name}: {HostileText.Message(failure.Message)} Please report "
                    + "it: https://github.com/netgen-net/netgen/issues");
                return 2;
            }
        }

        private static Command Commands(TextWriter output)
        {
            Argument<string> file = new("file") { Description = "A file that ends in .safetensors or .npz." };
            Command summary = new("summary",
                "Every array of a file: type, shape, range, mean, deviation, and how many values are not finite.") { file };
            summary.SetAction(parsed =>
            {
                output.Write(Summary.Of(WeightsFile.Read(parsed.GetRequiredValue(file))));
                return 0;
            });

            Argument<string> left = new("left") { Description = "A file that ends in .safetensors or .npz." },
                right = new("right") { Description = "Another, of either format." };
            Option<double> tolerance = new("--tolerance")
            {
                Description =
                    "How far apart two values may be and count as equal, absolutely or relative to the larger, "
                    + "such as 1e-6; 0 if it is not given.",
                CustomParser = result =>
                {
                    string text = result.Tokens[0].Value;
                    if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0
                        && double.IsFinite(value)) return value;
                    result.AddError(
                        $"--tolerance must be a number of 0 or more with a decimal point, such as 1e-6; it is {HostileText.Quote(text)}.");
                    return 0;
                },
            };
            Command diff = new("diff",
                "Which arrays of two files differ, by how much, and where most. The exit code is 0 if none does, 1 if any does.")
                { left, right, tolerance };
            diff.SetAction(parsed =>
            {
                var difference = Difference.Of(WeightsFile.Read(parsed.GetRequiredValue(left)),
                    WeightsFile.Read(parsed.GetRequiredValue(right)), parsed.GetValue(tolerance));
                output.Write(difference.Text);
                return difference.IsNone ? 0 : 1;
            });

            Argument<string> from = new("from") { Description = "A file that ends in .safetensors or .npz." },
                to = new("to") { Description = "The file to write, which is replaced if it is there." };
            Command convert = new("convert",
                "Writes the arrays of a file in the format that the other's name says. What cannot be kept as it is, is reported.")
                { from, to };
            convert.SetAction(parsed =>
            {
                output.Write(Conversion.Of(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to)));
                return 0;
            });
            Argument<string> project = new("project")
            {
                Description = "A project file, or the folder it is in.",
                DefaultValueFactory = _ => ".",
            };
            Option<string?> network = new("--network")
                { Description = "The name of one network; all of the project's, if it is not given." };
            Command explain = new("explain",
                "Builds a project and prints what the compiler makes of its networks: graph, memory, programs and kernels.")
            {
                project, network,
            };
            explain.SetAction(parsed =>
            {
                output.Write(Explanation.Of(parsed.GetRequiredValue(project), parsed.GetValue(network)));
                return 0;
            });
            // Not a RootCommand, which would call itself by the name of its assembly, netgen-tool.
            Command netgen = new("netgen", "Looks into files of weights (safetensors, and NumPy's npz), and into networks.")
                { summary, diff, convert, explain };
            netgen.Options.Add(new HelpOption());
            netgen.Options.Add(new VersionOption());
            return netgen;
        }
    }
}
