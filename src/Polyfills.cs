// What C# 14 asks of the base library and .NET Standard 2.0 does not have: the compiler knows these types by name. Written here and not
// generated, since the order of generated files would change the bytes of an assembly from build to build.

#if !NET

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks setters that are <c>init</c>.</summary>
    internal static class IsExternalInit;

    /// <summary>Marks types with required members, and the members.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property,
        Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Marks types that an interpolated string is written into piece by piece.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
    internal sealed class InterpolatedStringHandlerAttribute : Attribute;

    /// <summary>Says which feature a compiler must know to use a member.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Marks constructors that set all required members, as the one that copies a record does.</summary>
    [AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System
{
    /// <summary>A place in a sequence, from its start or from its end: <c>^1</c>.</summary>
    internal readonly struct Index(int value, bool fromEnd = false) : IEquatable<Index>
    {
        public int Value { get; } = value;

        public bool IsFromEnd { get; } = fromEnd;

        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => IsFromEnd ? length - Value : Value;

        public bool Equals(Index other) => Value == other.Value && IsFromEnd == other.IsFromEnd;

        public override bool Equals(object? other) => other is Index index && Equals(index);

        public override int GetHashCode() => IsFromEnd ? ~Value : Value;
    }

    /// <summary>A part of a sequence: <c>1..^1</c>.</summary>
    internal readonly struct Range(Index start, Index end) : IEquatable<Range>
    {
        public Index Start { get; } = start;

        public Index End { get; } = end;

        public bool Equals(Range other) => Start.Equals(other.Start) && End.Equals(other.End);

        public override bool Equals(object? other) => other is Range range && Equals(range);

        public override int GetHashCode() => Start.GetHashCode() * 31 + End.GetHashCode();
    }
}

#endif
