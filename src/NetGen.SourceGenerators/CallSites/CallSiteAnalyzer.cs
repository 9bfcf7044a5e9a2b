using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>
/// Reports spans of the wrong length in calls of networks, where the source says what length they have. What a parameter takes is in its
/// <c>[Elements]</c>, so that networks of other assemblies are checked too.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallSiteAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The length that would do, for the fix.</summary>
    public const string FittingLength = "Length";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. CallSiteRules.All.Select(Descriptors.Of)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Kernels are long, and call nothing that would be looked at.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private readonly record struct Given(IArgumentOperation Argument, int PerSample, long Samples);

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        IMethodSymbol method = call.TargetMethod;
        if (method.ContainingType is null) return;

        Given? first = null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.Explicit
                || argument.Parameter is not { Type: INamedTypeSymbol { Arity: 1 } } parameter) continue;
            int? elements = Elements.PerSample(parameter);
            CheckValues(context, method, argument);
            // Weights have no attribute: there is one per sample, wherever there are samples.
            if (elements is null && (parameter.Name != "sampleWeights" || first is null)) continue;
            int perSample = elements ?? 1;
            if (KnownLength.Of(argument.Value) is not { } length)
            {
                CheckRows(context, method, argument, perSample);
                continue;
            }

            bool one = TakesOneSample(method);
            // Nothing is given: no weights, no gradient for this one of several outputs.
            if (length == 0 && !one) continue;
            if (one ? length != perSample : length % perSample != 0)
            {
                Report(context, CallSiteRules.WrongLength, argument.Syntax.GetLocation(), Fitting(length, perSample, one),
                    method.ContainingType.Name, method.Name, $"{Wanted(perSample, one)} in '{parameter.Name}'",
                    Are(length, "value") + " given here");
            }
            else if (first is not { } other)
            {
                first = new Given(argument, perSample, length / perSample);
            }
            else if (other.Samples != length / perSample)
            {
                Report(context, CallSiteRules.WrongLength, argument.Syntax.GetLocation(), other.Samples * perSample,
                    method.ContainingType.Name, method.Name,
                    $"as many samples in '{parameter.Name}' as in '{other.Argument.Parameter!.Name}'",
                    $"{Are(length / perSample, "sample")} given here and {Are(other.Samples, "sample", verb: false)} there");
            }
        }
    }

    /// <summary>Constants among targets and weights that the network refuses when it runs: the first of them.</summary>
    private static void CheckValues(OperationAnalysisContext context, IMethodSymbol method, IArgumentOperation argument)
    {
        if (KnownElements.Of(argument.Value) is not { } elements
            || ElementRange.Of(method.ContainingType, argument.Parameter!) is not { } range) return;
        for (int i = 0; i < elements.Count; i++)
        {
            if (elements[i].ConstantValue is not { HasValue: true, Value: IConvertible constant and (float or double or int) }) continue;
            double value = constant.ToDouble(CultureInfo.InvariantCulture);
            if (range.Contains(value)) continue;
            Report(context, CallSiteRules.DoesNotFit, elements[i].Syntax.GetLocation(), 0, method.ContainingType.Name, method.Name,
                $"{range.What} in '{argument.Parameter!.Name}', but element {Number(i)} is "
                + $"{value.ToString("R", CultureInfo.InvariantCulture)}");
            return;
        }
    }

    /// <summary>The output of one network given to another: rows of 3 and rows of 10 never meet, whatever the number of samples.</summary>
    private static void CheckRows(OperationAnalysisContext context, IMethodSymbol method, IArgumentOperation argument, int perSample)
    {
        if (NetworkOutput.Of(argument.Value) is not { } output) return;
        bool one = TakesOneSample(method);
        if (perSample % output.PerOutput == 0 || (!one && output.PerOutput % perSample == 0)) return;
        Report(context, CallSiteRules.RowsDiffer, argument.Syntax.GetLocation(), 0,
            method.ContainingType.Name, method.Name, Wanted(perSample, one), argument.Parameter!.Name, output.Network,
            Count(output.PerOutput, "value"));
    }

    /// <summary>The form of Predict that returns the one value of one sample.</summary>
    private static bool TakesOneSample(IMethodSymbol method) =>
        method is { Name: "Predict", ReturnType.SpecialType: SpecialType.System_Single };

    private static long Fitting(long length, int perSample, bool one) =>
        one ? perSample : Math.Max(1, (length + perSample / 2) / perSample) * perSample;

    private static string Wanted(int perSample, bool one)
    {
        if (one) return $"one sample, {Count(perSample, "value")},";
        return $"samples of {Count(perSample, "value")} each ({Number(perSample)}, {Number(2L * perSample)}, {Number(3L * perSample)}, …)";
    }

    private static string Are(long count, string what, bool verb = true) => Count(count, what) + (!verb ? "" : count == 1 ? " is" : " are");

    private static string Count(long count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Report(OperationAnalysisContext context, Rule rule, Location location, long fitting, params string[] values)
    {
        ImmutableDictionary<string, string?> properties = fitting > 0
            ? ImmutableDictionary<string, string?>.Empty.Add(FittingLength, Number(fitting)) : ImmutableDictionary<string, string?>.Empty;
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(rule), location, properties, [.. values]));
    }
}
