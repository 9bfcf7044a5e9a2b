using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>
/// How many values an array, span or memory has, as far as the source alone says. It answers only where every run of the program would give
/// the same number: what it does not know is not a mistake.
/// </summary>
internal static class KnownLength
{
    /// <summary>Expressions nest, and a local may be made of a local; beyond this nothing is known.</summary>
    private const int MaxDepth = 24;

    private static readonly HashSet<string> sequences = ["Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "ArraySegment"];

    /// <summary>The length; null where it is not known.</summary>
    public static long? Of(IOperation? operation) => Of(operation, 0);

    private static long? Of(IOperation? operation, int depth)
    {
        if (operation is null || depth > MaxDepth) return null;
        depth++;
        long? length = operation switch
        {
            IConversionOperation conversion => OfConversion(conversion, depth),
            IArrayCreationOperation creation => OfArray(creation, depth),
            ICollectionExpressionOperation collection => Sum(collection, depth),
            IConditionalOperation { WhenFalse: not null } choice when Of(choice.WhenTrue, depth) is { } one
                && Of(choice.WhenFalse, depth) == one => one,
            IDefaultValueOperation when IsSequence(operation.Type) => 0,
            IObjectCreationOperation creation when IsSequence(creation.Type) => OfConstructor(creation, depth),
            IInvocationOperation invocation => OfCall(invocation, depth),
            IPropertyReferenceOperation { Property.Name: "Span", Instance: { } memory } when IsSequence(memory.Type) => Of(memory, depth),
            IPropertyReferenceOperation property => OfProperty(property, depth) ?? OfOutput(property, depth),
            IFieldReferenceOperation field => OfField(field, depth),
            ILocalReferenceOperation local => SingleAssignment.Of(local) is { } value ? Of(value, depth) : null,
            IArrayElementReferenceOperation { Indices: [IRangeOperation range] } slice =>
                Slice(Of(slice.ArrayReference, depth), range, depth),
            IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } slice when IsSequence(slice.Instance.Type) =>
                Slice(Of(slice.Instance, depth), range, depth),
            { Kind: OperationKind.None } => OfStack(operation),
            _ => null,
        };
        return length is >= 0 ? length : operation.Type is { } type ? InlineArrayLength(type) : null;
    }

    /// <summary>An array or one of the views of one.</summary>
    private static bool IsSequence(ITypeSymbol? type) =>
        type is IArrayTypeSymbol { Rank: 1 }
        || (type is INamedTypeSymbol { Arity: 1,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } named && sequences.Contains(named.Name));

    private static long? InlineArrayLength(ITypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Struct) return null;
        foreach (AttributeData attribute in type.GetAttributes())
            if (attribute is { AttributeClass: { Name: "InlineArrayAttribute", ContainingNamespace.Name: "CompilerServices" },
                ConstructorArguments: [{ Value: int length }] }) return length;
        return null;
    }

    /// <summary>
    /// Conversions between arrays and their views keep the length; of others, such as to object and back, nothing is known.
    /// </summary>
    private static long? OfConversion(IConversionOperation conversion, int depth)
    {
        if (conversion.Type is null || !IsSequence(conversion.Type)) return null;
        bool keeps = conversion.Operand.Type is not { } from || IsSequence(from) || InlineArrayLength(from) is not null
            || conversion.Operand.Kind == OperationKind.None;
        return keeps ? Of(conversion.Operand, depth) : null;
    }

    private static long? OfArray(IArrayCreationOperation creation, int depth)
    {
        if (creation.DimensionSizes.Length != 1) return null;
        return creation.Initializer is { } initializer ? initializer.ElementValues.Length : Number(creation.DimensionSizes[0], depth);
    }

    private static long? Sum(ICollectionExpressionOperation collection, int depth)
    {
        long sum = 0;
        foreach (IOperation element in collection.Elements)
        {
            if (element is not ISpreadOperation spread) sum++;
            else if (Of(spread.Operand, depth) is { } length) sum += length;
            else return null;
        }

        return sum;
    }

    private static long? OfConstructor(IObjectCreationOperation creation, int depth) => creation.Arguments.Length switch
    {
        0 => 0,
        1 when IsSequence(creation.Arguments[0].Value.Type) => Of(Argument(creation.Arguments, 0), depth),
        2 when creation.Constructor?.Parameters[1].Type.SpecialType == SpecialType.System_Int32 =>
            Number(Argument(creation.Arguments, 1), depth),
        3 => Number(Argument(creation.Arguments, 2), depth),
        _ => null,
    };

    private static long? OfCall(IInvocationOperation call, int depth)
    {
        IMethodSymbol method = call.TargetMethod;
        string type = method.ContainingType?.Name ?? "";
        IOperation? Given(int parameter) => Argument(call.Arguments, parameter);
        switch (type, method.Name)
        {
            case ("MemoryExtensions", "AsSpan" or "AsMemory"):
                if (Given(0)?.Type is not { } source || !IsSequence(Unconverted(Given(0))?.Type ?? source)) return null;
                if (call.Arguments.Length == 1) return Of(Given(0), depth);
                if (call.Arguments.Length == 3) return Number(Given(2), depth);
                if (Unconverted(Given(1)) is IRangeOperation range) return Slice(Of(Given(0), depth), range, depth);
                return method.Parameters[1].Type.SpecialType == SpecialType.System_Int32
                    ? Of(Given(0), depth) - Number(Given(1), depth) : null;
            case (_, "Slice") when IsSequence(call.Instance?.Type):
                return call.Arguments.Length == 2 ? Number(Given(1), depth) : Of(call.Instance, depth) - Number(Given(0), depth);
            case (_, "ToArray") when call.Instance is { } instance && IsSequence(instance.Type):
                return Of(instance, depth);
            case ("Enumerable", "ToArray"):
                return Enumerated(Given(0), depth);
            case ("Array", "ConvertAll"):
                return Of(Given(0), depth);
            case ("GC", "AllocateArray" or "AllocateUninitializedArray"):
                return Number(Given(0), depth);
            case ("Array", "Empty"):
                return 0;
            case ("MemoryMarshal", "CreateSpan" or "CreateReadOnlySpan"):
                return Number(Given(1), depth);
            default:
                return OfOutput(call, depth);
        }
    }

    /// <summary>How many elements a sequence has that is made of something known, step by step.</summary>
    private static long? Enumerated(IOperation? operation, int depth)
    {
        operation = Unconverted(operation);
        if (operation is null || depth > MaxDepth) return null;
        if (IsSequence(operation.Type)) return Of(operation, depth);
        if (operation is not IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } call) return null;
        IOperation? Given(int parameter) => Argument(call.Arguments, parameter);
        return call.TargetMethod.Name switch
        {
            "Repeat" or "Range" => Number(Given(1), depth),
            "Select" or "Reverse" or "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" or "Cast" =>
                Enumerated(Given(0), depth + 1),
            "Concat" => Enumerated(Given(0), depth + 1) + Enumerated(Given(1), depth + 1),
            "Append" or "Prepend" => Enumerated(Given(0), depth + 1) + 1,
            _ => null,
        };
    }

    private static long? OfOutput(IOperation operation, int depth) =>
        NetworkOutput.Of(operation) is { } output && Of(output.Input, depth) is { } given && given % output.PerInput == 0
            ? given / output.PerInput * output.PerOutput : null;

    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }

    private static IOperation? Argument(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, int parameter)
    {
        foreach (IArgumentOperation argument in arguments)
            if (argument.Parameter?.Ordinal == parameter) return argument.Value;
        return null;
    }

    /// <summary>
    /// A property that is an expression, such as <c>static ReadOnlySpan&lt;float&gt; X =&gt; [1, 2, 3]</c>; of this file, since the
    /// analyzer has no model of others.
    /// </summary>
    private static long? OfProperty(IPropertyReferenceOperation reference, int depth)
    {
        return IsSequence(reference.Property.Type) ? Of(Body(reference), depth) : null;
    }

    /// <summary>The expression a property stands for, with the conversion to its type; null where it is none, or in another file.</summary>
    public static IOperation? Body(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        if (property.IsVirtual || property.IsOverride || property.IsAbstract || property.IsIndexer) return null;
        foreach (SyntaxReference part in property.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree != reference.Syntax.SyntaxTree || part.GetSyntax() is not PropertyDeclarationSyntax syntax) continue;
            // Without a setter it keeps what it starts with, unless a constructor gives it something else.
            bool isKept = property.SetMethod is null && syntax.Initializer is not null
                && !property.ContainingType.DeclaringSyntaxReferences.Any(
                    type => SingleAssignment.MayAssign(type.GetSyntax(), property.Name));
            ExpressionSyntax? body = syntax.ExpressionBody?.Expression ?? (isKept ? syntax.Initializer!.Value : null);
            return body is not null && reference.SemanticModel?.GetOperation(body) is { } value ? Whole(value) : null;
        }

        return null;
    }

    /// <summary>A read-only field with an initializer that no constructor overwrites.</summary>
    private static long? OfField(IFieldReferenceOperation reference, int depth)
    {
        IFieldSymbol field = reference.Field;
        if (!field.IsReadOnly || !IsSequence(field.Type) || field.DeclaringSyntaxReferences is not [var declared]) return null;
        if (declared.SyntaxTree != reference.Syntax.SyntaxTree
            || declared.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value }) return null;
        foreach (SyntaxReference part in field.ContainingType.DeclaringSyntaxReferences)
            if (SingleAssignment.MayAssign(part.GetSyntax(), field.Name)) return null;
        return Of(reference.SemanticModel?.GetOperation(value) is { } initial ? Whole(initial) : null, depth);
    }

    /// <summary>With the conversion around it, which has the length of a collection expression's target.</summary>
    private static IOperation Whole(IOperation operation) => operation.Parent is IConversionOperation conversion ? conversion : operation;

    private static long? OfStack(IOperation operation) => operation.Syntax switch
    {
        ImplicitStackAllocArrayCreationExpressionSyntax implied => implied.Initializer.Expressions.Count,
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Count,
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } =>
            operation.SemanticModel?.GetConstantValue(size) is { HasValue: true, Value: int length } ? length : null,
        _ => null,
    };

    /// <summary>A whole number that is the same in every run: a constant, or the length of something known.</summary>
    private static long? Number(IOperation? operation, int depth)
    {
        if (operation is null || depth > MaxDepth) return null;
        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
            return constant switch { int value =>
                value, long value => value, uint value => value, short value => value, byte value => value, _ => null };
        return operation switch
        {
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } when IsSequence(instance.Type) =>
                Of(instance, depth + 1),
            IConversionOperation { IsChecked: false,
                OperatorMethod: null } conversion when conversion.Type?.SpecialType is SpecialType.System_Int32
                or SpecialType.System_Int64 =>
                Number(conversion.Operand, depth + 1),
            IBinaryOperation { OperatorMethod: null } binary when Number(binary.LeftOperand, depth + 1) is { } left
                && Number(binary.RightOperand, depth + 1) is { } right =>
                binary.OperatorKind switch
                {
                    BinaryOperatorKind.Add => left + right,
                    BinaryOperatorKind.Subtract => left - right,
                    BinaryOperatorKind.Multiply when Math.Abs(left) < int.MaxValue && Math.Abs(right) < int.MaxValue => left * right,
                    _ => null,
                },
            ILocalReferenceOperation local when SingleAssignment.Of(local) is { } value => Number(value, depth + 1),
            _ => null,
        };
    }

    /// <summary>The length of a slice: both ends from one side, or from both with the whole known.</summary>
    private static long? Slice(long? whole, IRangeOperation range, int depth)
    {
        if (End(range.LeftOperand, depth) is not { } start || End(range.RightOperand, depth) is not { } end) return null;
        if (range.RightOperand is null) end = (0, true);
        if (start.FromEnd == end.FromEnd) return start.FromEnd ? start.Value - end.Value : end.Value - start.Value;
        return start.FromEnd ? end.Value - (whole - start.Value) : whole - end.Value - start.Value;
    }

    private static (long Value, bool FromEnd)? End(IOperation? operand, int depth) => operand switch
    {
        null => (0, false),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat when Number(hat.Operand, depth) is { } value => (value, true),
        IConversionOperation conversion when Number(conversion.Operand, depth) is { } value => (value, false),
        _ => null,
    };
}
