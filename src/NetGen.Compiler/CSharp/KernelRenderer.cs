using System.Globalization;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.CSharp;

/// <summary>Kernels of one target → methods. They call operations by their names alone: the class around them inherits these.</summary>
public sealed class KernelRenderer(TargetIsa target)
{
    internal const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::NetGen.Runtime.Jit.Inline)]";
    private const string Optimize = "[global::System.Runtime.CompilerServices.MethodImpl(global::NetGen.Runtime.Jit.Kernel)]";

    /// <summary>Statements that belong together share a line up to this length, indentation not counted.</summary>
    private const int LineLength = 130;

    /// <summary>The type of values: <c>float</c>.</summary>
    public string Element => target.Element;

    /// <summary>The text of a method; it may be compared with another to find equal kernels.</summary>
    public string Render(Kernel kernel, string access = "internal")
    {
        var writer = new CodeWriter();
        foreach (string line in kernel.Comment) writer.Write("// " + line);
        writer.Write(Optimize);
        using (writer.Block(
            $"{access} static void {kernel.Name}("
            + $"{string.Join(", ", kernel.Parameters.Select(parameter => Declare(parameter, target.Element)))})"))
        using (writer.Block("unchecked"))
            foreach (Statement statement in kernel.Body) Write(writer, statement);
        return writer.ToString().TrimEnd('\n');
    }

    private string TypeOf(Kind kind) => kind switch { Kind.Scalar => target.Element, Kind.Mask => target.Mask, _ => target.Vector };

    public static string Ref(string place, string index) => index == "0" ? place : $"At(ref {place}, {index})";

    /// <summary>A parameter as it is declared.</summary>
    internal static string Declare(Parameter parameter, string element) => parameter switch
    {
        RefParameter => $"ref {element} {parameter.Name}",
        CountParameter => $"nuint {parameter.Name}",
        _ => $"bool {parameter.Name}",
    };

    private void Write(CodeWriter writer, Statement statement)
    {
        switch (statement)
        {
            case Loop loop:
                string step = loop.Step == 1 ? $"{loop.Var.Name}++" : $"{loop.Var.Name} += {Number(loop.Step)}";
                using (writer.Block($"for (nuint {loop.Var.Name} = {loop.From}; {loop.Var.Name} < {loop.To}; {step})"))
                    foreach (Statement inner in loop.Body) Write(writer, inner);
                break;
            case SameLine line:
                writer.WriteTogether(line.Body.Select(inner =>
                {
                    var own = new CodeWriter();
                    Write(own, inner);
                    return own.ToString().TrimEnd('\n');
                }), LineLength);
                break;
            case Kernels.Scope scope:
                using (writer.Block())
                    foreach (Statement inner in scope.Body) Write(writer, inner);
                break;
            case Let let: writer.Write($"{(target.NamesTypes ? TypeOf(let.Local.Kind) : "var")} {let.Local.Name} = {Text(let.Value)};");
            break;
            case AssignLocal set: writer.Write($"{set.Local.Name} = {Text(set.Value)};"); break;
            case Store { Value.Kind: Kind.Scalar } store: writer.Write($"{At(store.Ref, store.Index)} = {Text(store.Value)};"); break;
            case Store store: writer.Write($"Store(ref {store.Ref.Name}, {store.Index}, {Text(store.Value)});"); break;
            case LetRef place:
                writer.Write($"ref {target.Element} {place.Name.Name} = ref {Ref(place.Of.Name, place.At.ToString())};");
                break;
            case AddOffset advance:
                writer.Write($"{advance.Ref.Name} = ref {Ref(advance.Ref.Name, advance.By.ToString())};");
                break;
            case LetCount count: writer.Write($"nuint {count.Var.Name} = {count.Value};"); break;
            case AlignDown multiple: writer.Write(Text(multiple)); break;
            case LetIndex index:
                writer.Write($"nuint {index.Var.Name} = Index(ref {index.Ref.Name}, {index.At});");
                break;
            default: throw new InternalCompilerErrorException($"no text for {statement.GetType().Name}");
        }
    }

    /// <summary>What a call hands over: with the parameter's name, unless it has that itself.</summary>
    public string Text(Parameter parameter, Argument argument) => argument switch
    {
        RefArgument place => "ref " + Ref(place.Name, place.At.ToString()),
        CountArgument count when count.Count.IsOnly(parameter.Name) => parameter.Name,
        CountArgument count => $"{parameter.Name}: {count.Count}",
        FlagArgument flag when flag.Flag == parameter.Name => flag.Flag,
        FlagArgument flag => $"{parameter.Name}: {flag.Flag}",
        _ => throw new InternalCompilerErrorException($"no text for {argument.GetType().Name}"),
    };

    public string Text(AlignDown multiple)
    {
        string size = Number(multiple.Step), to = multiple.To.ToString();
        return multiple.From.IsZero
            ? to.Contains(' ') ? $"nuint {multiple.Var.Name} = ({to}) / {size} * {size};"
            : $"nuint {multiple.Var.Name} = {to} - {to} % {size};"
            : $"nuint {multiple.Var.Name} = {multiple.From} + ({multiple.To} - {multiple.From}) / {size} * {size};";
    }

    private string Text(Expression expression)
    {
        switch (expression)
        {
            case Local local: return local.Name;
            case Constant { Kind: Kind.Scalar } constant: return Literal(constant.Value);
            case Constant constant when target.IsScalar: return Literal(constant.Value);
            case Constant { Value: 0 }: return "Zero";
            case Constant constant: return Call(VectorOp.Splat, Kind.Vector, [Literal(constant.Value)], 0);
            case Load load: return $"Load(ref {load.Ref.Name}, {load.Index})";
            case Broadcast load: return $"Broadcast(ref {load.Ref.Name}, {load.Index})";
            case LoadBroadcast128 load when target.LoadsBroadcast128: return $"LoadBroadcast128(ref {load.Ref.Name}, {load.Index})";
            case LoadScalar load: return At(load.Ref, load.Index);
            case RowFold fold:
                string function = fold.Op == VectorOp.ReduceAdd ? "Sum" : "Maximum";
                return $"{function}(ref {fold.Ref.Name}, {fold.Index}, {Number(fold.Length)})";
            case SelectByFlag choose: return $"{choose.Flag} ? {Text(choose.Then)} : {Text(choose.Otherwise)}";
            case Intrinsic call when Infix(call) is { } sign
                && call.Arguments.Count
                == 2: return $"{Operand(call.Arguments[0], sign, false)} {sign} {Operand(call.Arguments[1], sign, true)}";
            case Intrinsic call when Infix(call) is { } sign: return $"{sign}{Operand(call.Arguments[0], "*", true)}";
            case Intrinsic { Op: VectorOp.Splat or VectorOp.ReduceAdd
                or VectorOp.ReduceMax } call when target.IsScalar: return Text(call.Arguments[0]);
            case Intrinsic call: return Call(call.Op, call.Arguments[call.Arguments.Count - 1].Kind, call.Arguments.Select(Text),
                call.Immediate);
            default: throw new InternalCompilerErrorException($"no text for {expression.GetType().Name}");
        }
    }

    private string At(Ref place, Index index) => index.IsZero ? place.Name : Ref(place.Name, index.ToString());

    /// <summary>The operator's sign where the operation is written as one.</summary>
    private string? Infix(Intrinsic call) => call.Kind == Kind.Mask || call.Kind == Kind.Vector && !target.HasOperators ? null
        : call.Op switch
    {
        VectorOp.Add => "+",
        VectorOp.Sub or VectorOp.Neg => "-",
        VectorOp.Mul => "*",
        VectorOp.Div => "/",
        _ => null,
    };

    private string Operand(Expression expression, string parent, bool right)
    {
        string text = Text(expression);
        bool bare = expression is not (Intrinsic or SelectByFlag or Constant { Value: < 0 })
            || expression is Intrinsic call && (Infix(call) is not { } sign && !text.Contains('?')
                || Infix(call) is "*" or "/" && parent is "+" or "-" && call.Arguments.Count == 2
                || !right && Infix(call) is "+" && parent is "+" && call.Arguments.Count == 2);
        return bare ? text : $"({text})";
    }

    private string Call(VectorOp op, Kind kind, IEnumerable<string> arguments, int immediate)
    {
        if (kind == Kind.Vector && !target.Has(op)) throw new InternalCompilerErrorException($"{target.Name} has no {op}");
        if (op is VectorOp.MaskTail or VectorOp.BroadcastLane) arguments = arguments.Append(Number(immediate));
        return $"{op}({string.Join(", ", arguments)})";
    }

    /// <summary>The number as a literal that reads back to the same bits.</summary>
    private string Literal(double value)
    {
        // What follows from an argument, such as 1/β, may be no float where the argument is one.
        if (target.Element != "double") value = (float)value;
        if (double.IsPositiveInfinity(value)) return target.Element + ".PositiveInfinity";
        if (double.IsNegativeInfinity(value)) return target.Element + ".NegativeInfinity";
        return target.Element == "double"
            ? value.ToString("G17", CultureInfo.InvariantCulture) + "d"
            : ((float)value).ToString("G9", CultureInfo.InvariantCulture) + "f";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
