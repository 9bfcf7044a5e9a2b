using System.Text.Json;

namespace NetGen.Tests.Numerics;

/// <summary>Ten steps, and clipping, as PyTorch computes them (tests/Goldens/optimizers.json, made by tests/NetGen.Goldens).</summary>
public class OptimizerGoldenTests
{
    private static readonly JsonElement Golden = Read();

    public static TheoryData<string> Cases =>
        [.. Golden.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public static TheoryData<int> Clippings => [.. Enumerable.Range(0, Golden.GetProperty("clipping").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_steps_are_those_of_PyTorch(string name)
    {
        JsonElement found = Golden.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        Optimizer optimizer = Create(found);
        float[] parameters = Floats(Golden.GetProperty("start"));
        Runtime.TrainableRange[] all = [(0, parameters.Length)];
        for (int step = 1; step <= 10; step++)
        {
            optimizer.LearningRate = found.GetProperty("learningRates")[step - 1].GetDouble();
            optimizer.Step(this, parameters, Floats(Golden.GetProperty("gradients").GetProperty($"step{step}")), all);
            Agree(Floats(found.GetProperty($"after{step}")), parameters);
        }
    }

    [Theory]
    [MemberData(nameof(Clippings))]
    public void Clipping_is_that_of_PyTorch(int index)
    {
        JsonElement found = Golden.GetProperty("clipping")[index];
        float[] first = Floats(found.GetProperty("gradient1")), second = Floats(found.GetProperty("gradient2"));

        // Two parameters in one block, with a gap that is not trainable.
        float[] gradients = [.. first, 1000, 1000, 1000, .. second];
        double bound = found.GetProperty("bound").GetDouble();
        Optimizer optimizer = found.GetProperty("rule").GetString() == "norm" ? new SGD { ClipNorm = bound }
            : new SGD { ClipValue = bound };
        optimizer.Step(this, new float[gradients.Length], gradients, [(0, first.Length), (first.Length + 3, second.Length)]);
        Agree([.. Floats(found.GetProperty("clipped1")), 1000, 1000, 1000, .. Floats(found.GetProperty("clipped2"))], gradients);
    }

    private static Optimizer Create(JsonElement c)
    {
        double Value(string name) => c.GetProperty(name).GetDouble();
        return c.GetProperty("optimizer").GetString() switch
        {
            "SGD" => new SGD(Value("learningRate"), Value("momentum"), Value("dampening"), Value("weightDecay"), Value("nesterov") == 1),
            "RMSprop" => new RMSprop(Value("learningRate"), Value("alpha"), Value("epsilon"), Value("weightDecay"), Value("momentum"),
                Value("centered") == 1),
            "Adam" => new Adam(Value("learningRate"), Value("beta1"), Value("beta2"), Value("epsilon"), Value("weightDecay")),
            "AdamW" => new AdamW(Value("learningRate"), Value("beta1"), Value("beta2"), Value("epsilon"), Value("weightDecay")),
            "Adagrad" => new Adagrad(Value("learningRate"), Value("learningRateDecay"), Value("weightDecay"), Value("initialAccumulator"),
                Value("epsilon")),
            "Adadelta" => new Adadelta(Value("learningRate"), Value("rho"), Value("epsilon"), Value("weightDecay")),
            "Adamax" => new Adamax(Value("learningRate"), Value("beta1"), Value("beta2"), Value("epsilon"), Value("weightDecay")),
            "NAdam" => new NAdam(Value("learningRate"), Value("beta1"), Value("beta2"), Value("epsilon"), Value("weightDecay"),
                Value("momentumDecay")),
            string other => throw new ArgumentException(other),
            null => throw new ArgumentException("An optimizer without a name."),
        };
    }

    private static void Agree(float[] expected, float[] actual) =>
        Tolerance.Rule.Close([.. expected.Select(value => (double)value)], actual, "parameters");

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetSingle())];

    private static JsonElement Read()
    {
        using JsonDocument document = JsonDocument.Parse(Repository.Read("tests", "Goldens", "optimizers.json"));
        return document.RootElement.Clone();
    }
}
