using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>
/// Reads what is written in an attribute, whichever attribute it is: names come from its constructor and properties, values from the
/// binder.
/// </summary>
internal static class AttributeReader
{
    /// <param name="Arguments">In the order they are written; what is left to its default is not there.</param>
    /// <param name="IsBound">False where C# itself objects to the attribute; its message will do.</param>
    public readonly record struct Reading(EquatableArray<Argument> Arguments, AttributePlaces Places, bool IsBound)
    {
        /// <summary>Arguments without a value, each of which makes <see cref="IsBound"/> false.</summary>
        public IReadOnlyList<Unread> Unread { get; init; } = [];
    }

    /// <summary>An argument without a value.</summary>
    /// <param name="Argument">Where it is written.</param>
    /// <param name="HoldsNull">Whether C# takes it, and a null among its elements is the reason; else C# does not know the value.</param>
    public readonly record struct Unread(AttributeArgumentSyntax Argument, bool HoldsNull);

    /// <param name="data">The attribute.</param>
    /// <param name="syntax">Where it is written.</param>
    /// <param name="unknown">Arguments that are to be read as if C# did not know their value, for a reason that is reported
    /// elsewhere.</param>
    public static Reading Read(AttributeData data, AttributeSyntax syntax, ICollection<AttributeArgumentSyntax>? unknown = null)
    {
        bool isBound = data.AttributeConstructor is not null;
        List<Unread> unread = [];
        List<Argument> arguments = [];
        List<ArgumentPlace> places = [];
        int position = 0;
        foreach (AttributeArgumentSyntax written in syntax.ArgumentList?.Arguments ?? default)
        {
            string? name;
            TypedConstant? constant;
            bool isKnown = unknown?.Contains(written) != true;
            isBound &= isKnown;
            if (written.NameEquals is { } property)
            {
                name = property.Name.Identifier.ValueText;
                constant = FindNamed(data, name);
            }
            else
            {
                IParameterSymbol? parameter = written.NameColon is { } colon
                    ? FindParameter(data.AttributeConstructor, colon.Name.Identifier.ValueText)
                    : ParameterAt(data.AttributeConstructor, position++);
                name = parameter is null ? null : Pascal(parameter.Name);
                constant = parameter is null ? null : FindPositional(data, parameter);
            }

            if (name is null)
            {
                isBound = false;
                if (isKnown) unread.Add(new(written, HoldsNull: false));
                continue;
            }

            if (places.Count > 0 && places[places.Count - 1].Name == name)
            {
                // A further element of a params array: the place grows, the value is there already.
                places[places.Count - 1] = new(name,
                    Place.Of(syntax.SyntaxTree, TextSpan.FromBounds(places[places.Count - 1].Place.Span.Start, written.Span.End)));
                continue;
            }

            places.Add(new ArgumentPlace(name, Place.Of(written)));
            if (!isKnown) continue;
            object? value = constant is { } known ? ToValue(known) : null;
            if (value is not null) arguments.Add(new Argument(name, value));
            else if (constant is not { IsNull: true, Kind: not TypedConstantKind.Error })
            {
                isBound = false;
                unread.Add(NullIn(constant, syntax, written) is { } element ? new(element, HoldsNull: true)
                    : new(written, HoldsNull: false));
            }
        }

        return new Reading(new(arguments), new AttributePlaces(Place.Of(syntax), new(places)), isBound) { Unread = unread };
    }

    /// <summary>
    /// The null among the elements of an array that C# takes, or the array where it is written as one; null where there is none.
    /// </summary>
    private static AttributeArgumentSyntax? NullIn(TypedConstant? constant, AttributeSyntax syntax, AttributeArgumentSyntax written)
    {
        if (constant is not { Kind: TypedConstantKind.Array, IsNull: false } array
            || array.Values.Any(element => element.Kind == TypedConstantKind.Error)) return null;
        List<AttributeArgumentSyntax> elements = [.. syntax.ArgumentList!.Arguments.SkipWhile(argument => argument != written)
            .Where(argument => argument.NameEquals is null)];
        return elements.Count > 1 && elements.Count == array.Values.Length
            ? elements[array.Values.TakeWhile(element => !element.IsNull).Count()] : written;
    }

    /// <summary>Of an attribute that C# does not know, where it is is all there is.</summary>
    public static AttributePlaces Places(AttributeSyntax syntax) => new(Place.Of(syntax), default);

    /// <summary>
    /// Reads an attribute of another assembly, where what was left to its default cannot be distinguished from what was written.
    /// </summary>
    public static EquatableArray<Argument> Read(AttributeData data)
    {
        List<Argument> arguments = [];
        for (int i = 0; i < data.ConstructorArguments.Length; i++)
            if (ToValue(data.ConstructorArguments[i]) is { } value)
                arguments.Add(new Argument(Pascal(data.AttributeConstructor!.Parameters[i].Name), value));
        foreach (KeyValuePair<string, TypedConstant> named in data.NamedArguments)
            if (ToValue(named.Value) is { } value) arguments.Add(new Argument(named.Key, value));
        return new(arguments);
    }

    private static TypedConstant? FindNamed(AttributeData data, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> named in data.NamedArguments)
            if (named.Key == name) return named.Value;
        return null;
    }

    private static TypedConstant? FindPositional(AttributeData data, IParameterSymbol parameter) =>
        parameter.Ordinal < data.ConstructorArguments.Length ? data.ConstructorArguments[parameter.Ordinal] : null;

    private static IParameterSymbol? FindParameter(IMethodSymbol? constructor, string name) =>
        constructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name);

    private static IParameterSymbol? ParameterAt(IMethodSymbol? constructor, int position)
    {
        if (constructor is null) return null;
        int last = constructor.Parameters.Length - 1;
        if (position <= last) return constructor.Parameters[position];
        return last >= 0 && constructor.Parameters[last].IsParams ? constructor.Parameters[last] : null;
    }

    /// <summary>A constant as one of the kinds <see cref="Argument"/> names; null where there is none, or none that is whole.</summary>
    private static object? ToValue(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Primitive => constant.Value switch
        {
            int or double or bool or string => constant.Value,
            float single => (double)single,
            null => null,
            IConvertible other => other.ToString(CultureInfo.InvariantCulture),
            _ => null,
        },
        TypedConstantKind.Enum => EnumMember(constant),
        TypedConstantKind.Array => ToArray(constant),
        _ => null,
    };

    private static object? ToArray(TypedConstant constant)
    {
        if (constant.IsNull) return EquatableArray<int>.Empty;
        object?[] elements = constant.Values.Select(ToValue).ToArray();
        return elements switch
        {
            _ when elements.All(element => element is int) => new EquatableArray<int>(elements.Cast<int>()),
            _ when elements.All(element => element is string) => new EquatableArray<string>(elements.Cast<string>()),
            _ => null,
        };
    }

    /// <summary>The member's name; the number where no member has it (a cast), which no layer knows.</summary>
    private static string EnumMember(TypedConstant constant)
    {
        foreach (ISymbol member in constant.Type!.GetMembers())
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, constant.Value)) return field.Name;
        return Convert.ToString(constant.Value, CultureInfo.InvariantCulture)!;
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
