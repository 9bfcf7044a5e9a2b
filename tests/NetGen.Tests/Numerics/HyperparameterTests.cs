using System.Reflection;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Hyperparameters have one way to be set: what a constructor takes is a property that can be set as well, in any order before the first
/// step, and means the same. What may not change later says so.
/// </summary>
public class HyperparameterTests
{
    private static readonly Type[] Rules =
        [.. typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract)];

    public static TheoryData<string> All => [.. Rules.Select(type => type.Name)];

    /// <summary>Values that differ from every default and go together in every rule.</summary>
    private static object Another(ParameterInfo parameter) => parameter.Name switch
    {
        "nesterov" or "centered" => true,
        "dampening" => 0.0,         // Nesterov's form wants none
        "learningRate" => 0.03,
        "weightDecay" or "learningRateDecay" => 0.02,
        "initialAccumulator" => 0.3,
        "momentumDecay" => 0.05,
        "epsilon" => 1e-3,
        _ => 0.7,                   // β, ρ, α, μ
    };

    private static PropertyInfo Property(Type rule, ParameterInfo parameter) =>
        rule.GetProperty(parameter.Name!, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)
        ?? throw new InvalidOperationException($"{rule.Name} has no property for {parameter.Name}.");

    private static Optimizer Create(Type rule, Func<ParameterInfo, object?> argument)
    {
        ConstructorInfo constructor = Assert.Single(rule.GetConstructors());
        return (Optimizer)constructor.Invoke([.. constructor.GetParameters().Select(argument)]);
    }

    [Fact]
    public void There_are_ten_rules() => Assert.Equal(10, Rules.Length);

    [Theory]
    [MemberData(nameof(All))]
    public void What_a_constructor_takes_can_be_set_in_any_order_and_means_the_same(string name)
    {
        Type rule = Rules.Single(type => type.Name == name);
        ParameterInfo[] parameters = rule.GetConstructors()[0].GetParameters();
        int[] expected = Trained(Create(rule, Another));
        foreach (IEnumerable<ParameterInfo> order in new[] { parameters, parameters.Reverse(), parameters.OrderBy(p => p.Name) })
        {
            Optimizer optimizer = Create(rule, parameter => parameter.DefaultValue);
            foreach (ParameterInfo parameter in order) Property(rule, parameter).SetValue(optimizer, Another(parameter));
            foreach (ParameterInfo parameter in parameters) Assert.Equal(Another(parameter), Property(rule, parameter).GetValue(optimizer));
            Assert.Equal(expected, Trained(optimizer));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_argument_reaches_its_property_by_its_default_and_by_name(string name)
    {
        Type rule = Rules.Single(type => type.Name == name);
        foreach (ParameterInfo one in rule.GetConstructors()[0].GetParameters())
        {
            object? Argument(ParameterInfo parameter) => parameter.Name == one.Name ? Another(parameter) : parameter.DefaultValue;
            Optimizer optimizer = Create(rule, Argument);
            foreach (ParameterInfo parameter in rule.GetConstructors()[0].GetParameters())
                Assert.Equal(Argument(parameter), Property(rule, parameter).GetValue(optimizer));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_may_change_only_before_the_first_step_says_so_and_the_rest_may_change(string name)
    {
        string[] isBound = name switch
        {
            "SGD" => ["momentum"],
            "RMSprop" => ["momentum", "centered"],
            "Adagrad" => ["initialAccumulator"],
            _ => [],
        };
        Type rule = Rules.Single(type => type.Name == name);
        foreach (ParameterInfo parameter in rule.GetConstructors()[0].GetParameters())
        {
            Optimizer optimizer = Create(rule, p => p.DefaultValue);
            Step(optimizer, this);
            if (isBound.Contains(parameter.Name))
            {
                Exception? error = Error(() => Property(rule, parameter).SetValue(optimizer, Another(parameter)));
                Assert.Contains($"after the first step. Create a new {name}", Assert.IsType<InvalidOperationException>(error).Message);
                Assert.Equal(parameter.DefaultValue, Property(rule, parameter).GetValue(optimizer));
                continue;
            }
            if (parameter.Name != "nesterov") Property(rule, parameter).SetValue(optimizer, Another(parameter));
            Step(optimizer, this);
            Assert.Equal(2, optimizer.Steps);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Numbers_that_are_none_or_no_floats_are_refused_and_change_nothing(string name)
    {
        Type rule = Rules.Single(type => type.Name == name);
        foreach (ParameterInfo parameter in rule.GetConstructors()[0].GetParameters().Where(p => p.ParameterType == typeof(double)))
            foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e39, -1e-3 })
            {
                Optimizer optimizer = Create(rule, p => p.DefaultValue);
                Exception? error = Error(() => Property(rule, parameter).SetValue(optimizer, value));
                Assert.Equal(parameter.Name, Assert.IsType<ArgumentOutOfRangeException>(error).ParamName, ignoreCase: true);
                Assert.Equal(parameter.DefaultValue, Property(rule, parameter).GetValue(optimizer));
            }
    }

    [Fact]
    public void Nesterovs_form_is_checked_when_it_is_used()
    {
        SGD[] all = [new(nesterov: true), new(momentum: 0.9, dampening: 0.1, nesterov: true), new() { Nesterov = true }];
        foreach (SGD sgd in all)
        {
            float[] p = [1];
            string message = Assert.Throws<InvalidOperationException>(() => sgd.Step(this, p, [1f], [(0, 1)])).Message;
            Assert.Contains("Nesterov's form needs a momentum above zero and no dampening", message);
            Assert.Equal((1f, 0L, 0L), (p[0], sgd.Steps, sgd.SkippedSteps));
            (sgd.Momentum, sgd.Dampening) = (0.5, 0);
            Step(sgd, this);
        }
    }

    [Fact]
    public void Momentum_may_fade_but_not_begin_later()
    {
        var rms = new RMSprop { Momentum = 0.9 };
        Step(rms, this);
        rms.Momentum = 0;
        Step(rms, this);
        rms.Momentum = 0.5;
        Step(rms, this);
        Assert.Equal(3, rms.Steps);
        var sgd = new SGD { Momentum = 0.9 };
        Step(sgd, this);
        sgd.Momentum = 0.5;
        Assert.Throws<InvalidOperationException>(() => sgd.Momentum = 0);
        Assert.Equal(0.5, sgd.Momentum);
    }

    /// <summary>A first step that cannot be taken is none: the state is made for what is set by the first that is.</summary>
    [Fact]
    public void After_a_first_step_that_was_not_taken_all_may_change()
    {
        var rms = new RMSprop();
        var sgd = new SGD(1e30);
        foreach (Optimizer optimizer in new Optimizer[] { rms, sgd })
        {
            Assert.False(optimizer.Step(this, [1f], [float.NaN], [(0, 1)]));
            Assert.False(optimizer.Step(this, [3e38f], [-1e18f], [(0, 1)]) && optimizer == sgd);
        }
        sgd.Momentum = 0.9;
        sgd.LearningRate = 0.5;
        float[] p = [1];
        Assert.True(sgd.Step(this, p, [1f], [(0, 1)]));
        Assert.True(sgd.Step(this, p, [1f], [(0, 1)]));
        Assert.Equal(1 - 0.5f - 0.5f * 1.9f, p[0], 1e-6);
    }

    private static Exception? Error(Action action) => Assert.Throws<TargetInvocationException>(action).InnerException;

    private static void Step(Optimizer optimizer, object owner) => Assert.True(optimizer.Step(owner, [0.5f], [0.25f], [(0, 1)]));

    private static int[] Trained(Optimizer optimizer)
    {
        float[] parameters = [0.5f, -1, 2, 0.1f];
        object owner = new();
        for (int step = 0; step < 5; step++)
            Assert.True(optimizer.Step(owner, parameters, [0.3f - step, 0.1f, -0.2f * step, 0], [(0, 4)]));
        return [.. parameters.Select(BitConverter.SingleToInt32Bits)];
    }
}
