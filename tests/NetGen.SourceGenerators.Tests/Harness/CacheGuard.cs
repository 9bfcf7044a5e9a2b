using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests;

/// <summary>What must hold after the same declarations were seen twice.</summary>
internal static class CacheGuard
{
    public static IReadOnlyList<string> TrackedNames { get; } =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)];

    public static void AssertCached(GeneratorDriverRunResult run)
    {
        GeneratorRunResult result = run.Results.Single();
        foreach (string name in TrackedNames)
        {
            if (!result.TrackedSteps.TryGetValue(name, out var steps)) continue;
            foreach (IncrementalStepRunReason reason in steps.SelectMany(step => step.Outputs).Select(output => output.Reason))
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                    $"Step {name} was {reason} though nothing changed.");
        }

        foreach (IncrementalStepRunReason reason in result.TrackedOutputSteps.Values.SelectMany(s => s).SelectMany(s => s.Outputs)
            .Select(o => o.Reason))
            Assert.True(reason is IncrementalStepRunReason.Cached, $"An output was {reason} though nothing changed.");
    }

    public static void AssertHoldsNothingOfACompilation(GeneratorDriverRunResult run)
    {
        foreach (string name in TrackedNames)
        {
            if (!run.Results.Single().TrackedSteps.TryGetValue(name, out var steps)) continue;
            foreach (object value in steps.SelectMany(step => step.Outputs).Select(output => output.Value))
                Assert.Null(FindForeign(value, name, []));
        }
    }

    /// <summary>The path to the first object that would keep a compilation alive; null where there is none.</summary>
    public static string? FindForeign(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) return null;
        if (value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or Location or SemanticModel or AttributeData
            or SyntaxNodeOrToken or SyntaxToken)
            return $"{path}: {value.GetType()}";
        if (!value.GetType().IsValueType && !seen.Add(value)) return null;
        if (value is IEnumerable elements)
        {
            foreach (object? element in elements)
                if (FindForeign(element, path + "[]", seen) is { } found) return found;
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (value is Delegate or Type || type.IsArray) return null;
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (FindForeign(field.GetValue(value), path + "." + field.Name, seen) is { } found) return found;
        }

        return null;
    }
}
