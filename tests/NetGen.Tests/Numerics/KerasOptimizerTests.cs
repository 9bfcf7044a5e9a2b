using System.Text.Json;

namespace NetGen.Tests.Numerics;

/// <summary>Cases of Keras's own tests: recomputed in double precision, so that they bind to seven digits.</summary>
public class KerasOptimizerTests
{
    [Fact]
    public void Plain_gradient_descent_agrees() => Compare("sgd", SGD.Keras());

    /// <summary>
    /// Keras's case keeps the largest v (AMSGrad): with gradients that grow from the first step to the second it is v itself.
    /// </summary>
    [Fact]
    public void Adam_agrees() => Compare("adam", Adam.Keras());

    [Fact]
    public void AdamW_agrees_with_a_large_epsilon() => Compare("adamw", AdamW.Keras(1, epsilon: 2, weightDecay: 0.5));

    [Fact]
    public void RMSprop_agrees() => Compare("rmsprop", RMSprop.Keras(centered: true));

    [Fact]
    public void Adagrad_agrees() => Compare("adagrad", Adagrad.Keras(0.2, 0.3, 1e-6));

    [Fact]
    public void Adadelta_agrees() => Compare("adadelta", Adadelta.Keras(1, 0.8, 1e-6));

    [Fact]
    public void Lion_agrees() => Compare("lion", Lion.Keras());

    private static void Compare(string id, Optimizer optimizer)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFiles.ReferenceCases("keras-golden", "optimizers.json")));
        JsonElement found = document.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        float[] x = Floats(found.GetProperty("initial_x"));
        float[] first = Floats(found.GetProperty("gradient_step_1")), later = Floats(found.GetProperty("gradient_steps_2_to_5"));
        object owner = new();
        int step = 0;
        foreach (JsonElement expected in found.GetProperty("recomputed_double_precision").EnumerateArray())
        {
            optimizer.Step(owner, x, step++ == 0 ? [.. first] : [.. later], [(0, x.Length)]);
            Tolerance.FiveSteps.Close([.. expected.EnumerateArray().Select(value => value.GetDouble())], x, $"{id} after step {step}");
        }

        Assert.Equal(5, step);
    }

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetSingle())];
}
