using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.SourceGenerators.Names;

namespace NetGen.CodeFixes.Names;

/// <summary>Calls and creations in another library's words, or with its kinds of values, in NetGen's.</summary>
internal static class CallWords
{
    /// <summary>
    /// A created optimizer, network or data set: <c>new Adam(lr: 0.1)</c>, <c>torch.optim.Adam(net.parameters())</c>, <c>new
    /// Classifier()</c>.
    /// </summary>
    public static string? Creation(ExpressionSyntax expression, SemanticModel model)
    {
        (TypeSyntax? written, ExpressionSyntax? called, ArgumentListSyntax? list,
            InitializerExpressionSyntax? initializer) = expression switch
        {
            ObjectCreationExpressionSyntax creation => (creation.Type, null, creation.ArgumentList, creation.Initializer),
            InvocationExpressionSyntax call => ((TypeSyntax?)null, call.Expression, call.ArgumentList, null),
            _ => default((TypeSyntax?, ExpressionSyntax?, ArgumentListSyntax?, InitializerExpressionSyntax?)),
        };
        if (list is null && initializer is null) return null;
        IReadOnlyList<ArgumentSyntax> arguments = [.. list?.Arguments ?? default];
        if (written is not null && model.GetSymbolInfo(written).Symbol is INamedTypeSymbol bound)
        {
            if (Known.IsNetwork(bound)) return Network(written.ToString(), arguments, model);
            // The user's own, of the same name.
            if (!Known.IsOurs(bound)) return null;
            if (bound.Name == "Dataset") return DataSet(written, bound, arguments, model);
        }

        string? word = written is null ? called is MemberAccessExpressionSyntax or IdentifierNameSyntax ? Values.LastWord(called) : null
            : (written as SimpleNameSyntax ?? (written as QualifiedNameSyntax)?.Right)?.Identifier.ValueText;
        if (word is null) return null;
        List<INamedTypeSymbol> optimizers = Known.Optimizers(model.Compilation);
        // Not by spelling alone: any type of the user's may be missing a letter or two.
        string? name = NameSearch.Known(word, [.. optimizers.Select(type => type.Name)], BroughtNames.Optimizers);
        if (optimizers.FirstOrDefault(type => type.Name == name) is not { } optimizer
            || Known.Constructor(optimizer) is not { } constructor) return null;
        string[] parameters = [.. constructor.Parameters.Select(one => one.Name)],
            properties = [.. Known.Settable(optimizer).Select(one => one.Name)];
        List<string> positional = [], named = [], set = [];
        bool isFirst = true;
        foreach (ArgumentSyntax argument in arguments)
        {
            string value = argument.Expression.ToString();
            if (argument.NameColon?.Name.Identifier.ValueText is not { } label)
            {
                // What is to be optimized is reported by each step.
                bool isOther = isFirst && !Values.IsNumber(model.GetTypeInfo(argument.Expression).Type)
                    && !argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression);
                isFirst = false;
                if (isOther) continue;
                if (positional.Count == parameters.Length) return null;
                positional.Add(value);
                continue;
            }

            if (BroughtNames.Fold(label) == "betas" && argument.Expression is TupleExpressionSyntax { Arguments: [var first, var second] })
            {
                named.Add($"beta1: {first.Expression}");
                named.Add($"beta2: {second.Expression}");
            }
            else if (NameSearch.Known(label, parameters, BroughtNames.Arguments) is { } parameter) named.Add($"{parameter}: {value}");
            else if (NameSearch.Known(label, properties, BroughtNames.Arguments) is { } property) set.Add($"{property} = {value}");
            else if (BroughtNames.Fold(label) is "amsgrad" or "maximize"
                && !argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression)) return null;
            else if (BroughtNames.Needless.Contains(BroughtNames.Fold(label))) continue;
            else if (NameSearch.Find(label, parameters) is { } near) named.Add($"{near}: {value}");
            else return null;
        }

        foreach (ExpressionSyntax one in initializer?.Expressions ?? default)
        {
            if (one is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: var right }) return null;
            string label = left.Identifier.ValueText;
            if (NameSearch.Find(label, properties, BroughtNames.Arguments) is { } property) set.Add($"{property} = {right}");
            else if (NameSearch.Find(label, parameters, BroughtNames.Arguments) is { } parameter) named.Add($"{parameter}: {right}");
            else return null;
        }

        string qualifier = written is QualifiedNameSyntax { Left: var scope }
            && model.GetSymbolInfo(scope).Symbol is INamespaceSymbol { Name: "NetGen" } ? scope + "." : "";
        bool isBare = positional.Count + named.Count == 0 && set.Count > 0;
        string between = isBare ? "" : $"({string.Join(", ", positional.Concat(named))})", after = set.Count == 0 ? ""
            : $" {{ {string.Join(", ", set)} }}";
        return $"new {qualifier}{name}{between}{after}";
    }

    private static string? DataSet(TypeSyntax written, INamedTypeSymbol type, IReadOnlyList<ArgumentSyntax> arguments, SemanticModel model)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
            if (Fill(constructor.Parameters, arguments, model) is { } filled) return $"new {written}({string.Join(", ", filled)})";
        return null;
    }

    /// <summary>A network is created with a seed, or loaded from a file.</summary>
    private static string? Network(string type, IReadOnlyList<ArgumentSyntax> arguments, SemanticModel model) => arguments switch
    {
        [] => $"new {type}(seed: 1)",
        [{ Expression: var path }] when model.GetTypeInfo(path).Type?.SpecialType == SpecialType.System_String => $"{type}.Load({path})",
        _ => null,
    };

    /// <summary>A call of a network or of something else of NetGen's; the statements that go before it, where there must be any.</summary>
    public static string? Call(InvocationExpressionSyntax call, SemanticModel model)
    {
        // net(x), as in PyTorch.
        if (call.Expression is IdentifierNameSyntax callee
            && Known.IsNetwork(model.GetTypeInfo(callee).Type)) return Arguments($"{callee}.", model.GetTypeInfo(callee).Type!, "Predict",
            call.ArgumentList, model);
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver, Name: SimpleNameSyntax name }) return null;
        if (Receiver(receiver, model) is not { } type) return null;
        string word = name.Identifier.ValueText;
        string? ours = Member(type, word, call, model);
        if (ours is null) return null;
        ISymbol[] members = [.. Known.Members(type, model.Compilation).Where(member => member.Name == ours)];
        string owner = Owner(receiver, type, members, model);
        if (members[0] is not IMethodSymbol) return call.ArgumentList.Arguments.Count == 0 ? owner + ours : null;
        return Arguments(owner, type, ours, call.ArgumentList, model);
    }

    /// <summary>A member that is not called: <c>net.InputSize</c>.</summary>
    public static string? Access(MemberAccessExpressionSyntax access, SemanticModel model)
    {
        if (Receiver(access.Expression, model) is not { } type) return null;
        string word = access.Name.Identifier.ValueText;
        if (type.TypeKind == TypeKind.Enum && Known.IsOurs(type)) return Values.EnumMember(access, type, "") is { } member
            ? access.Expression + member.Substring(member.IndexOf('.')) : null;
        ISymbol[] all = [.. Known.Members(type, model.Compilation).Where(member => member is not IMethodSymbol)];
        if (NameSearch.Find(word, [.. all.Select(member => member.Name).Distinct()], BroughtNames.Methods) is not { } ours) return null;
        return Owner(access.Expression, type, [.. all.Where(member => member.Name == ours)], model) + ours;
    }

    /// <summary>Whether a statement asks for what is so without it.</summary>
    public static bool IsNeedless(InvocationExpressionSyntax call, SemanticModel model) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var word }
            && Receiver(receiver, model) is { } type
        && (Known.IsNetwork(type) || Known.IsOptimizer(type)) && BroughtNames.NeedlessCalls.Contains(BroughtNames.Fold(word))
        && (call.ArgumentList.Arguments.Count == 0 || BroughtNames.Fold(word) is "compile" or "to" or "train"
            && !call.ArgumentList.Arguments.Any(argument => Values.IsData(argument.Expression, model)));

    /// <summary>The type of what is before the dot: a value's, or the one that is named; null where it is nothing of NetGen's.</summary>
    public static ITypeSymbol? Receiver(ExpressionSyntax receiver, SemanticModel model)
    {
        ITypeSymbol? type = model.GetSymbolInfo(receiver).Symbol as INamedTypeSymbol ?? model.GetTypeInfo(receiver).Type;
        return type is not null && (Known.IsNetwork(type) || Known.IsOurs(type)) ? type : null;
    }

    private static string? Member(ITypeSymbol type, string word, InvocationExpressionSyntax call, SemanticModel model)
    {
        string[] names = [.. Known.Members(type, model.Compilation).Select(member => member.Name).Distinct()];
        // A network's Forward fills a tape; what others call so predicts.
        if (BroughtNames.Fold(word) == "forward" && names.Contains("Predict") && !call.ArgumentList.Arguments.Any(argument =>
            model.GetTypeInfo(argument.Expression).Type?.Name == "Tape")) return "Predict";
        return NameSearch.Find(word, names, BroughtNames.Methods);
    }

    /// <summary>What is before the name: the value, or the class where the member is the class's.</summary>
    private static string Owner(ExpressionSyntax receiver, ITypeSymbol type, ISymbol[] members, SemanticModel model)
    {
        bool isOfType = model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol;
        return (members[0].IsStatic && !isOfType && members[0] is not IMethodSymbol { IsExtensionMethod: true }
            ? type.ToMinimalDisplayString(model, receiver.SpanStart) : receiver.ToString()) + ".";
    }

    /// <summary>A call with its arguments as the method takes them.</summary>
    private static string? Arguments(string owner, ITypeSymbol type, string method, ArgumentListSyntax list, SemanticModel model)
    {
        List<ArgumentSyntax> arguments = [.. list.Arguments];
        if (method is "Fit" or "Evaluate") return WithData(owner, type, method, arguments, model);
        IMethodSymbol[] overloads = [.. Known.Members(type, model.Compilation).OfType<IMethodSymbol>().Where(one => one.Name == method)];
        foreach (IMethodSymbol overload in overloads.OrderBy(one => Math.Abs(one.Parameters.Length - arguments.Count)))
            if (Fill(overload.Parameters, arguments, model) is { } filled) return $"{owner}{method}({string.Join(", ", filled)})";

        // One sample, number by number.
        if (method == "Predict" && arguments.Count > 0 && arguments.All(argument => argument.NameColon is null)
            && overloads.FirstOrDefault()?.Parameters[0].Type is INamedTypeSymbol { TypeArguments: [{ } element] }
            && Values.Row(arguments.Select(argument => argument.Expression), element, model) is { } row) return $"{owner}{method}({row})";
        return null;
    }

    /// <summary>Arguments as parameters take them; null where one does not fit, or one is missing.</summary>
    private static List<string>? Fill(IReadOnlyList<IParameterSymbol> parameters, IReadOnlyList<ArgumentSyntax> arguments,
        SemanticModel model)
    {
        List<string> filled = [];
        HashSet<int> given = [];
        bool isNamed = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            string? label = arguments[i].NameColon?.Name.Identifier.ValueText;
            int place = i;
            if (label is not null)
            {
                string? ours = NameSearch.Known(label, [.. parameters.Select(one => one.Name)], BroughtNames.Arguments);
                if (ours is null && BroughtNames.Needless.Contains(BroughtNames.Fold(label))) continue;
                ours ??= NameSearch.Find(label, [.. parameters.Select(one => one.Name)]);
                place = parameters.ToList().FindIndex(one => one.Name == ours);
            }
            else if (isNamed) return null;

            if (place < 0 || place >= parameters.Count || !given.Add(place)) return null;
            if (Value(arguments[i], parameters[place].Type, model) is not { } value) return null;
            isNamed |= label is not null;
            filled.Add(label is null ? value : $"{parameters[place].Name}: {value}");
        }

        return parameters.Where((one, index) => !one.IsOptional && !given.Contains(index)).Any() ? null : filled;
    }

    private static string? Value(ArgumentSyntax argument, ITypeSymbol type, SemanticModel model)
    {
        if (Known.IsOptimizer(type))
        {
            if (Known.IsOptimizer(model.GetTypeInfo(argument.Expression).Type)) return argument.Expression.ToString();
            // "adam", as Keras takes it.
            if (argument.Expression is LiteralExpressionSyntax { Token.Value: string name })
                return NameSearch.Known(name, [.. Known.Optimizers(model.Compilation).Select(one => one.Name)],
                    BroughtNames.Optimizers) is { } ours ? $"new {ours}()" : null;
            return Creation(argument.Expression, model);
        }

        return Values.Convert(argument.Expression, type, model);
    }

    /// <summary>What trains and evaluates takes a data set, which the network's <c>Data</c> makes of samples and targets.</summary>
    private static string? WithData(string owner, ITypeSymbol network, string method, List<ArgumentSyntax> arguments, SemanticModel model)
    {
        if (!Known.IsNetwork(network)) return null;
        IMethodSymbol? target = Known.Members(network, model.Compilation).OfType<IMethodSymbol>().FirstOrDefault(one => one.Name == method);
        if (target is null) return null;
        IParameterSymbol[] parameters = [.. target.Parameters.Skip(target.IsExtensionMethod && target.ReducedFrom is null ? 1 : 0)];
        string name = network.ToMinimalDisplayString(model, arguments.Count > 0 ? arguments[0].SpanStart : 0);
        List<string> filled = [];
        HashSet<string> given = [];
        int place = 0;
        for (int i = 0; i < arguments.Count; i++)
        {
            ArgumentSyntax argument = arguments[i];
            string? label = argument.NameColon?.Name.Identifier.ValueText;
            bool isX = label is null || BroughtNames.Fold(label) is "x" or "input" or "inputs" or "features" or "xtrain";
            // Two arguments, x and t, or one that is both.
            if (i + 1 < arguments.Count && isX && place == 0 && Values.IsData(argument.Expression, model)
                && Values.IsData(arguments[i + 1].Expression, model))
            {
                if (Data(name, network, argument.Expression, arguments[i + 1].Expression, model) is not { } data) return null;
                filled.Add(data);
                given.Add("data");
                i++;
                place++;
                continue;
            }

            string? ours = label is null ? place < parameters.Length ? parameters[place++].Name : null
                : NameSearch.Known(label, [.. parameters.Select(one => one.Name)], BroughtNames.Arguments);
            if (ours is null && label is not null && BroughtNames.Needless.Contains(BroughtNames.Fold(label))) continue;
            if (label is not null) ours ??= NameSearch.Find(label, [.. parameters.Select(one => one.Name)]);
            if (ours is null || parameters.FirstOrDefault(one => one.Name == ours) is not { } parameter || !given.Add(ours)) return null;
            string? value = parameter.Type.Name == "Dataset" ? DataOf(argument.Expression, name, network, model)
                : Value(argument, parameter.Type, model);
            if (value is null) return null;
            filled.Add(label is null ? value : $"{ours}: {value}");
        }

        if (!given.Contains("data")) return null;
        // Every training needs an optimizer, and this one suits most.
        if (method == "Fit" && !given.Contains("optimizer")) filled.Insert(1, filled[0].StartsWith("data:", StringComparison.Ordinal)
            ? "optimizer: new Adam()" : "new Adam()");
        return $"{owner}{method}({string.Join(", ", filled)})";
    }

    private static string? DataOf(ExpressionSyntax expression, string name, ITypeSymbol network, SemanticModel model)
    {
        if (model.GetTypeInfo(expression).Type is INamedTypeSymbol { Name: "Dataset", TypeArguments: [{ } owner] } given
            && Known.IsOurs(given) && Known.IsNetwork(owner)) return expression.ToString();
        return expression switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression) => literal.ToString(),
            TupleExpressionSyntax { Arguments: [var x, var t] } => Data(name, network, x.Expression, t.Expression, model),
            // new Dataset(x, t), new TensorDataset(x, t)
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var x, var t] } when Values.IsData(x.Expression, model) =>
                Data(name, network, x.Expression, t.Expression, model),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Data" },
                ArgumentList.Arguments: [var x, var t] } => Data(name, network, x.Expression, t.Expression, model),
            _ => null,
        };
    }

    private static string? Data(string name, ITypeSymbol network, ExpressionSyntax x, ExpressionSyntax t, SemanticModel model)
    {
        foreach (IMethodSymbol data in network.GetMembers("Data").OfType<IMethodSymbol>())
            if (data.Parameters.Length >= 2 && Values.Convert(x, data.Parameters[0].Type, model) is { } inputs
                && Values.Convert(t, data.Parameters[1].Type, model) is { } targets)
                return $"{name}.Data({inputs}, {targets})";
        return null;
    }
}
