using System.Globalization;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.CSharp;

/// <summary>One target's methods: for each group of operations one that divides rows and columns among kernels, and the kernels.</summary>
public sealed class TargetRenderer
{
    /// <summary>A call longer than this has its arguments on a line of their own.</summary>
    private const int LineLength = 150;

    private readonly TargetIsa target;
    private readonly Dictionary<string, Kernel> kernels = [];
    private readonly Dictionary<Kernel, string> kernelNames = [];

    /// <summary>The first number of a kernel's name that may be free.</summary>
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, Kernel> wholeMethods = [];
    private readonly Dictionary<LoweredGroup, string> nameOf = new(LoweredGroup.ByBody);
    private readonly List<string> methods = [];
    private List<string> unwritten = [];

    public TargetRenderer(GroupMethods groups, TargetIsa target)
    {
        this.target = target;
        Renderer = new KernelRenderer(target);
        int index = groups.Targets.ToList().IndexOf(target);
        foreach (GroupMethod method in groups.Methods) Add(method.Name, method.Lowered[index]);
    }

    /// <summary>Writes the kernels.</summary>
    public KernelRenderer Renderer { get; }

    /// <summary>The statements of a group's method: the calls of its kernels.</summary>
    private string Body(LoweredGroup group)
    {
        var writer = new CodeWriter();
        bool last = false;
        writer.WriteTogether(group.Calls.SelectMany(call => call.Counts).GroupBy(count => count.Var)
            .Select(same => Renderer.Text(same.First())), LineLength);
        foreach (KernelCall call in group.Calls)
        {
            if (group.IsDivided && call.Loop is null && !last)
            {
                // What is no loop is for the last of those who divide the work.
                writer.Write("if (part < parts - 1) return;");
                last = true;
            }
            // A kernel alongside others cannot have the method's name.
            writer.Write(Text(call.Kernel.Name == group.Name
                ? call with { Kernel = call.Kernel with { Name = group.Name + "Rows" } } : call));
        }
        return writer.ToString().TrimEnd('\n');
    }

    /// <summary>Adds a group's method, and the kernels it is the first to call.</summary>
    private void Add(string name, LoweredGroup group)
    {
        string parameters = string.Join(", ", group.Parameters.Select(parameter => KernelRenderer.Declare(parameter, target.Element)));
        var writer = new CodeWriter();
        if (nameOf.TryGetValue(group, out string? same))
        {
            // The same here, though not on every target.
            writer.Write(KernelRenderer.Inline);
            string arguments = string.Join(", ",
                group.Parameters.Select(parameter => (parameter is RefParameter ? "ref " : "") + parameter.Name));
            writer.Write($"public static void {name}({parameters}) =>\n    {same}({arguments});");
        }
        else if (OnlyKernel(group) is { } kernel)
        {
            wholeMethods.Add(name, kernel);
            writer.Write(Named(Text(kernel), "public", name));
        }
        else
        {
            foreach (string line in group.Comment) writer.Write("// " + line);
            writer.Write(KernelRenderer.Inline);
            using (writer.Block($"public static void {name}({parameters})")) writer.Write(Body(group));
        }
        nameOf[group] = same ?? name;
        methods.Add(writer.ToString().TrimEnd('\n'));
        methods.AddRange(unwritten);
        unwritten = [];
    }

    /// <summary>All that was added.</summary>
    public void Write(CodeWriter writer)
    {
        foreach (string method in methods)
        {
            writer.Separate();
            writer.Write(method);
        }
    }

    /// <summary>
    /// The kernel that does all of the group's work, if it takes the group's parameters as they are: it is the method itself.
    /// </summary>
    private static Kernel? OnlyKernel(LoweredGroup group)
    {
        if (group.Calls.Count != 1 || group.Calls[0] is not { Guard: null, Loop: null, Counts.Count: 0 } call
            || call.Arguments.Count != group.Parameters.Count) return null;
        bool same = call.Kernel.Parameters.Zip(call.Arguments, (parameter, argument) => (parameter, argument))
            .Zip(group.Parameters, (own, formal) => own.parameter == formal && own.argument switch
        {
            RefArgument place => place.Name == formal.Name && place.At.IsZero,
            CountArgument count => count.Count.IsOnly(formal.Name),
            FlagArgument flag => flag.Flag == formal.Name,
            _ => false,
        }).All(fits => fits);
        return same ? call.Kernel : null;
    }

    private string Text(KernelCall call)
    {
        string name = NameOf(call.Kernel);
        string list = string.Join(", ", call.Kernel.Parameters.Zip(call.Arguments, Renderer.Text));
        string guard = call.Guard is { } only ? $"if ({only.Less} < {only.Than}) " : "", loop = "";
        if (call.Loop is { } over)
        {
            (string k, string step) = (over.Var.Name, over.Step.ToString(CultureInfo.InvariantCulture));
            loop = $"for (nuint {k} = part * {step}; {k} < {over.To}; {k} += parts * {step}) ";
        }
        return $"{guard}{loop}{name}({(guard.Length + loop.Length + name.Length + list.Length > LineLength ? "\n    " : "")}{list});";
    }

    /// <summary>The kernels by name, those that are a group's method among them, as text.</summary>
    public IEnumerable<(string Name, string Text)> Kernels =>
        kernels.Concat(wholeMethods).OrderBy(kernel => kernel.Key, StringComparer.Ordinal)
        .Select(kernel => (kernel.Key, Renderer.Render(kernel.Value with { Name = kernel.Key })));

    /// <summary>The kernel's name, with a number where another kernel has it.</summary>
    private string NameOf(Kernel kernel)
    {
        if (kernelNames.TryGetValue(kernel, out string? known)) return known;
        string name = kernel.Name;
        if (kernels.ContainsKey(name))
        {
            if (!numbers.TryGetValue(kernel.Name, out int number)) number = 2;
            do name = FormattableString.Invariant($"{kernel.Name}_{number++}");
            while (kernels.ContainsKey(name));
            numbers[kernel.Name] = number;
        }
        kernels.Add(name, kernel);
        kernelNames.Add(kernel, name);
        unwritten.Add(Named(Text(kernel), "internal", name));
        return name;
    }

    /// <summary>A kernel's text, in which its name and access are left open.</summary>
    private string Text(Kernel kernel)
    {
        KernelVerifier.Verify(kernel);
        return Renderer.Render(kernel with { Name = Open }, Open);
    }

    private const string Open = "?";

    private static string Named(string text, string access, string name)
    {
        string head = $"{Open} static void {Open}(";
        int at = text.IndexOf(head, StringComparison.Ordinal);
        return text.Substring(0, at) + $"{access} static void {name}(" + text.Substring(at + head.Length);
    }
}
