using System.Numerics;
using NetGen.Compiler.Kernels;

namespace NetGen.Interpreter;

/// <summary>
/// Runs a kernel as the IR says it, not as a renderer spells it. The kernel becomes closures once; each expression owns the lanes of its
/// result, names are registers found before it runs. Every access is checked against the window it goes to.
/// </summary>
public sealed class KernelInterpreter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Kernel kernel;
    private readonly int lanes;
    private readonly Stack<Dictionary<string, object>> scopes = new([[]]);
    private readonly Action run;

    public KernelInterpreter(Kernel kernel, int lanes)
    {
        this.kernel = kernel;
        this.lanes = lanes;
        foreach (var parameter in kernel.Parameters)
        {
            Define<object>(parameter.Name, parameter switch
            {
                RefParameter => new Cursor(),
                CountParameter => new Counter(),
                _ => new Flag(),
            });
        }
        run = Sequence(kernel.Body);
    }

    /// <summary>A position in a buffer.</summary>
    private sealed class Cursor
    {
        public Window<T>? Numbers;
        public long At;
    }

    private sealed class Counter
    {
        public long Value;
    }

    private sealed class Flag
    {
        public bool Value;
    }

    /// <summary>Runs a call of the kernel.</summary>
    /// <param name="call">What is handed over.</param>
    /// <param name="arguments">Places, counts and flags by the names of the group's parameters.</param>
    public void Run(KernelCall call, KernelArguments<T> arguments)
    {
        var counts = arguments.Counts.ToDictionary(count => count.Key, count => (long)count.Value);
        foreach (AlignDown multiple in call.Counts)
            counts[multiple.Var.Name] = Value(multiple.From) + (Value(multiple.To) - Value(multiple.From)) / multiple.Step * multiple.Step;
        if (call.Guard is { } guard && Value(guard.Less) >= Value(guard.Than)) return;
        if (call.Loop is not { } loop)
        {
            Once();
            return;
        }
        for (long at = 0, to = Value(loop.To); at < to; at += loop.Step)
        {
            counts[loop.Var.Name] = at;
            Once();
        }

        void Once()
        {
            var own = new KernelArguments<T>();
            foreach ((NetGen.Compiler.Kernels.Parameter parameter, Argument argument) in kernel.Parameters.Zip(call.Arguments))
            {
                switch (argument)
                {
                    case RefArgument place: own.Places[parameter.Name] = arguments.Places[place.Name].From(Value(place.At)); break;
                    case CountArgument count: own.Counts[parameter.Name] = (int)Value(count.Count); break;
                    case FlagArgument flag: own.Flags[parameter.Name] = flag.Flag == "true" || arguments.Flags[flag.Flag]; break;
                }
            }
            Run(own);
        }

        long Value(Index index) => index.Constant + index.Terms.Sum(term => Of(term.Var) * term.Factor);

        long Of(Var variable) => variable is Product product ? Of(product.First) * Of(product.Second) : counts[variable.Name];
    }

    public void Run(KernelArguments<T> arguments)
    {
        foreach (var parameter in kernel.Parameters)
        {
            switch (parameter)
            {
                case RefParameter:
                    Cursor cursor = Find<Cursor>(parameter.Name);
                    cursor.Numbers = arguments.Places[parameter.Name];
                    cursor.At = 0;
                    break;
                case CountParameter: Find<Counter>(parameter.Name).Value = arguments.Counts[parameter.Name]; break;
                default: Find<Flag>(parameter.Name).Value = arguments.Flags[parameter.Name]; break;
            }
        }
        try
        {
            run();
        }
        catch (OutOfWindowException outside)
        {
            throw new OutOfWindowException($"{kernel.Name}, {outside.Message}");
        }
    }

    private Action Sequence(IReadOnlyList<Statement> statements)
    {
        Action[] steps = statements.Select(Compile).ToArray();
        return () =>
        {
            foreach (Action step in steps) step();
        };
    }

    private Action Compile(Statement statement) => statement switch
    {
        Loop loop => Compile(loop),
        SameLine line => Sequence(line.Body),
        Scope scope => Inside(() => Sequence(scope.Body)),
        Let let => Assign(let.Value, value => Define(let.Local.Name, new T[value.Length])),
        AssignLocal set => Assign(set.Value, _ => Find<T[]>(set.Local.Name)),
        Store store => Compile(store),
        LetRef place => Compile(place),
        AddOffset advance => Compile(advance),
        LetCount count => Compile(count),
        AlignDown multiple => Compile(multiple),
        LetIndex index => Compile(index),
        _ => throw new NotSupportedException(statement.GetType().Name),
    };

    private Action Compile(Loop loop)
    {
        Func<long> from = Position(loop.From), to = Position(loop.To);
        return Inside(() =>
        {
            Counter counter = Define(loop.Var.Name, new Counter());
            Action body = Sequence(loop.Body);
            return () =>
            {
                long first = from(), last = to();
                if (last > first && (last - first) % loop.Step != 0)
                    throw new OutOfWindowException($"loop {loop.Var.Name} from {first} to {last} is no multiple of its step {loop.Step}");
                for (counter.Value = first; counter.Value < last; counter.Value += loop.Step) body();
            };
        });
    }

    private Action Assign(Expression expression, Func<T[], T[]> register)
    {
        Func<T[]> value = Compile(expression, out T[] lanesOfValue);
        T[] target = register(lanesOfValue);
        return () => value().CopyTo(target, 0);
    }

    private Action Compile(Store store)
    {
        Cursor place = Find<Cursor>(store.Ref.Name);
        Func<long> index = Position(store.Index);
        Func<T[]> value = Compile(store.Value, out _);
        return () =>
        {
            T[] result = value();
            result.CopyTo(place.Numbers!.Slice(place.At + index(), result.Length));
        };
    }

    private Action Compile(LetRef place)
    {
        Cursor of = Find<Cursor>(place.Of.Name), named = Define(place.Name.Name, new Cursor());
        Func<long> at = Position(place.At);
        return () =>
        {
            named.Numbers = of.Numbers;
            named.At = of.At + at();
            of.Numbers!.Slice(named.At, 0);
        };
    }

    private Action Compile(AddOffset advance)
    {
        Cursor place = Find<Cursor>(advance.Ref.Name);
        Func<long> by = Position(advance.By);
        return () => place.At += by();
    }

    private Action Compile(LetCount count)
    {
        Func<long> value = Position(count.Value);
        Counter counter = Define(count.Var.Name, new Counter());
        return () => counter.Value = value();
    }

    private Action Compile(AlignDown multiple)
    {
        Func<long> from = Position(multiple.From), to = Position(multiple.To);
        Counter counter = Define(multiple.Var.Name, new Counter());
        return () => counter.Value = from() + (to() - from()) / multiple.Step * multiple.Step;
    }

    private Action Compile(LetIndex index)
    {
        Cursor place = Find<Cursor>(index.Ref.Name);
        Func<long> at = Position(index.At);
        Counter counter = Define(index.Var.Name, new Counter());
        return () => counter.Value = long.CreateTruncating(place.Numbers!.Slice(place.At + at(), 1)[0]);
    }

    private Func<T[]> Compile(Expression expression, out T[] result)
    {
        T[] own = result = expression switch
        {
            Local local => Find<T[]>(local.Name),
            Intrinsic { Kind: Kind.Mask } mask => new T[mask.Arguments[0].Kind == Kind.Scalar ? 1 : lanes],
            _ => new T[expression.Kind == Kind.Scalar ? 1 : lanes],
        };
        switch (expression)
        {
            case Local:
                return () => own;
            case Constant constant:
                Array.Fill(own, Arithmetic<T>.Constant(constant.Value));
                return () => own;
            case Load load:
                return Read(load.Ref, load.Index, (place, at) => place.Slice(at, own.Length).CopyTo(own), own);
            case LoadBroadcast128 load:
                return Read(load.Ref, load.Index, (place, at) =>
                {
                    Span<T> four = place.Slice(at, 4);
                    for (int i = 0; i < own.Length; i++) own[i] = four[i % 4];
                }, own);
            case LoadScalar load:
                return Read(load.Ref, load.Index, (place, at) => own[0] = place.Slice(at, 1)[0], own);
            case Broadcast load:
                return Read(load.Ref, load.Index, (place, at) => Array.Fill(own, place.Slice(at, 1)[0]), own);
            case RowFold fold:
                Func<T, T, T> combine = fold.Op == VectorOp.ReduceAdd ? Arithmetic<T>.Binary(VectorOp.Add) : Arithmetic<T>.Max;
                T neutral = Arithmetic<T>.Constant(fold.Op == VectorOp.ReduceAdd ? 0 : double.NegativeInfinity);
                return Read(fold.Ref, fold.Index, (place, at) =>
                {
                    var wide = new T[fold.Length >= 64 ? 64 : 16];
                    Array.Fill(wide, neutral);
                    ReadOnlySpan<T> row = place.Slice(at, fold.Length);
                    for (int i = 0; i < row.Length; i++) wide[i % wide.Length] = combine(wide[i % wide.Length], row[i]);
                    own[0] = Arithmetic<T>.Fold(wide, combine);
                }, own);
            case SelectByFlag choose:
                Flag flag = Find<Flag>(choose.Flag);
                Func<T[]> then = Compile(choose.Then, out _), otherwise = Compile(choose.Otherwise, out _);
                return () => flag.Value ? then() : otherwise();
            case Intrinsic call:
                return Compile(call, own);
            default:
                throw new NotSupportedException(expression.GetType().Name);
        }
    }

    private Func<T[]> Read(Ref place, Index index, Action<Window<T>, long> read, T[] own)
    {
        Cursor cursor = Find<Cursor>(place.Name);
        Func<long> at = Position(index);
        return () =>
        {
            read(cursor.Numbers!, cursor.At + at());
            return own;
        };
    }

    private Func<T[]> Compile(Intrinsic call, T[] own)
    {
        Func<T[]>[] arguments = call.Arguments.Select(argument => Compile(argument, out _)).ToArray();
        Func<T[]> a = arguments[0], b = arguments.Length > 1 ? arguments[1] : a, c = arguments.Length > 2 ? arguments[2] : a;
        switch (call.Op)
        {
            case VectorOp.Splat:
                return () => Filled(own, a()[0]);
            case VectorOp.BroadcastLane:
                return () => Filled(own, a()[call.Immediate]);
            case VectorOp.ReduceAdd:
                Func<T, T, T> add = Arithmetic<T>.Binary(VectorOp.Add);
                return () => Filled(own, Arithmetic<T>.Fold(a(), add));
            case VectorOp.ReduceMax:
                return () => Filled(own, Arithmetic<T>.Fold(a(), Arithmetic<T>.Max));
            case VectorOp.MaskTail:
                return () =>
                {
                    T[] first = a(), others = b();
                    for (int i = 0; i < own.Length; i++) own[i] = i < call.Immediate ? first[i] : others[i];
                    return own;
                };
        }
        switch (arguments.Length)
        {
            case 1:
                Func<T, T> unary = Arithmetic<T>.Unary(call.Op);
                return () =>
                {
                    T[] x = a();
                    for (int i = 0; i < own.Length; i++) own[i] = unary(x[i]);
                    return own;
                };
            case 2:
                Func<T, T, T> binary = Arithmetic<T>.Binary(call.Op);
                return () =>
                {
                    T[] x = a(), y = b();
                    for (int i = 0; i < own.Length; i++) own[i] = binary(x[i], y[i]);
                    return own;
                };
            default:
                Func<T, T, T, T> ternary = Arithmetic<T>.Ternary(call.Op);
                return () =>
                {
                    T[] x = a(), y = b(), z = c();
                    for (int i = 0; i < own.Length; i++) own[i] = ternary(x[i], y[i], z[i]);
                    return own;
                };
        }
    }

    private static T[] Filled(T[] lanes, T value)
    {
        Array.Fill(lanes, value);
        return lanes;
    }

    private Func<long> Position(Index index)
    {
        long constant = index.Constant;
        (Counter Counter, int Factor)[] terms = index.Terms.Select(term => (Find<Counter>(term.Var.Name), term.Factor)).ToArray();
        return () =>
        {
            long position = constant;
            foreach ((Counter counter, int factor) in terms) position += counter.Value * factor;
            return position;
        };
    }

    private Action Inside(Func<Action> compile)
    {
        scopes.Push([]);
        Action action = compile();
        scopes.Pop();
        return action;
    }

    private TNamed Define<TNamed>(string name, TNamed what) where TNamed : class
    {
        scopes.Peek().Add(name, what);
        return what;
    }

    private TNamed Find<TNamed>(string name) where TNamed : class =>
        (TNamed)scopes.First(scope => scope.ContainsKey(name))[name];
}
