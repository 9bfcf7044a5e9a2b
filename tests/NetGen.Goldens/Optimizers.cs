using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>
/// Optimizers: ten steps on fixed gradients. TorchSharp has its own code for these rules, so every result is also computed from the
/// formulas of PyTorch's documentation; the two must agree before a file is written.
/// </summary>
internal static class Optimizers
{
    private const int Size = 20, Steps = 10;

    /// <param name="Hyperparameters">All of them, whatever a framework's defaults are.</param>
    /// <param name="Drop">The learning rate is divided by this after half of the steps.</param>
    private sealed record Case(string Name, string Optimizer, (string Name, double Value)[] Hyperparameters, double Drop = 1)
    {
        public double this[string name] => Hyperparameters.First(h => h.Name == name).Value;

        public double LearningRate(int step) => step < Steps / 2 ? this["learningRate"] : this["learningRate"] / Drop;
    }

    private static Case Sgd(string name, double rate, double momentum = 0, double dampening = 0, double decay = 0, bool nesterov = false,
        double drop = 1) =>
        new(name, "SGD",
            [("learningRate", rate), ("momentum", momentum), ("dampening", dampening), ("weightDecay", decay),
                ("nesterov", nesterov ? 1 : 0)], drop);

    private static Case RmsProp(string name, double rate, double alpha = 0.99, double momentum = 0, double decay = 0, bool centered = false,
        double drop = 1) =>
        new(name, "RMSprop",
            [("learningRate", rate), ("alpha", alpha), ("epsilon", 1e-8), ("momentum", momentum), ("weightDecay", decay),
                ("centered", centered ? 1 : 0)], drop);

    private static Case Adam(string name, string optimizer, double rate, double beta1 = 0.9, double beta2 = 0.999, double decay = 0,
        double epsilon = 1e-8, double drop = 1) =>
        new(name, optimizer,
            [("learningRate", rate), ("beta1", beta1), ("beta2", beta2), ("epsilon", epsilon), ("weightDecay", decay)], drop);

    /// <summary>Any other, its hyperparameters by name alongside the learning rate and the weight decay.</summary>
    private static Case Other(string name, string optimizer, double rate, double decay, double drop,
        params (string Name, double Value)[] more) =>
        new(name, optimizer, [("learningRate", rate), ("weightDecay", decay), .. more], drop);

    private static readonly (string, double)[] Betas = [("beta1", 0.9), ("beta2", 0.999), ("epsilon", 1e-8)];

    private static readonly Case[] Cases =
    [
        Sgd("SGD", 0.1),
        Sgd("SGD, weight decay", 0.1, decay: 0.05),
        Sgd("SGD, momentum", 0.1, momentum: 0.9),
        Sgd("SGD, momentum, lower rate half way", 0.1, momentum: 0.9, drop: 4),
        Sgd("SGD, momentum, dampening", 0.1, momentum: 0.9, dampening: 0.3),
        Sgd("SGD, momentum, weight decay", 0.1, momentum: 0.9, decay: 0.05),
        Sgd("SGD, Nesterov", 0.1, momentum: 0.9, nesterov: true),
        Sgd("SGD, Nesterov, weight decay", 0.1, momentum: 0.9, decay: 0.05, nesterov: true),
        RmsProp("RMSprop", 0.01),
        RmsProp("RMSprop, weight decay", 0.01, decay: 0.05),
        RmsProp("RMSprop, momentum", 0.01, alpha: 0.9, momentum: 0.9),
        RmsProp("RMSprop, centered", 0.01, alpha: 0.9, centered: true),
        RmsProp("RMSprop, momentum, centered, lower rate half way", 0.01, alpha: 0.9, momentum: 0.8, centered: true, drop: 4),
        Adam("Adam", "Adam", 0.001),
        Adam("Adam, other betas and epsilon", "Adam", 0.01, beta1: 0.8, beta2: 0.95, epsilon: 1e-3),
        Adam("Adam, weight decay", "Adam", 0.01, decay: 0.05),
        Adam("Adam, lower rate half way", "Adam", 0.01, drop: 4),
        Adam("AdamW", "AdamW", 0.001, decay: 0.01),
        Adam("AdamW, more decay, lower rate half way", "AdamW", 0.01, decay: 0.2, drop: 4),
        Other("Adagrad", "Adagrad", 0.01, 0, 1, ("learningRateDecay", 0), ("initialAccumulator", 0), ("epsilon", 1e-10)),
        Other("Adagrad, all options, lower rate half way", "Adagrad", 0.1, 0.05, 4, ("learningRateDecay", 0.1), ("initialAccumulator", 0.1),
            ("epsilon", 1e-3)),
        Other("Adadelta", "Adadelta", 1, 0, 1, ("rho", 0.9), ("epsilon", 1e-6)),
        Other("Adadelta, weight decay, lower rate half way", "Adadelta", 1, 0.05, 4, ("rho", 0.8), ("epsilon", 1e-3)),
        Other("Adamax", "Adamax", 0.002, 0, 1, Betas),
        Other("Adamax, weight decay, lower rate half way", "Adamax", 0.01, 0.05, 4, ("beta1", 0.8), ("beta2", 0.95), ("epsilon", 1e-3)),
        Other("NAdam", "NAdam", 0.002, 0, 1, [.. Betas, ("momentumDecay", 4e-3)]),
        Other("NAdam, weight decay, lower rate half way", "NAdam", 0.01, 0.05, 4, ("beta1", 0.8), ("beta2", 0.95), ("epsilon", 1e-3),
            ("momentumDecay", 0.3)),
    ];

    public static Golden Make(ScalarType type)
    {
        var numbers = new Numbers(31);
        double[] start = numbers.Uniform(Size, -1, 1);
        double[][] gradients = [.. Enumerable.Range(0, Steps).Select(_ => numbers.Uniform(Size, -1, 1))];
        foreach (double[] g in gradients)
        {
            g[0] = 0;                       // never a gradient
            g[1] *= 1e-20f;                 // its square is below the smallest normal float32
            g[1] = (float)g[1];
            g[2] *= 4096;                   // large
        }

        var cases = new List<Golden>();
        foreach (Case c in Cases)
        {
            double[][] trajectory = Run(c, start, gradients, type);
            if (type == ScalarType.Float64) CompareWithFormula(c, trajectory, Formula(c, start, gradients));
            cases.Add(new Golden().Add("name", c.Name).Add("optimizer", c.Optimizer)
                .AddAll(c.Hyperparameters.Select(h => (h.Name, (object)h.Value)))
                .Add("learningRates", Numbers.Make(Steps, c.LearningRate))
                .AddAll(trajectory.Select((values, step) => ($"after{step + 1}", (object)values))));
        }
        return new Golden().Add("start", start)
            .Add("gradients", new Golden().AddAll(gradients.Select((g, step) => ($"step{step + 1}", (object)g))))
            .Add("cases", cases)
            .Add("clipping", Clipping(numbers, type));
    }

    private static double[][] Run(Case c, double[] start, double[][] gradients, ScalarType type)
    {
        using var parameter = new Parameter(Torch.Tensor(start, type, Size));
        using var optimizer = Create(c, parameter);
        var trajectory = new double[Steps][];
        for (int step = 0; step < Steps; step++)
        {
            foreach (var group in optimizer.ParamGroups) group.LearningRate = c.LearningRate(step);
            parameter.grad = Torch.Tensor(gradients[step], type, Size);
            optimizer.step();
            trajectory[step] = Torch.Values(parameter);
        }
        return trajectory;
    }

    private static optim.Optimizer Create(Case c, Parameter parameter) => c.Optimizer switch
    {
        "SGD" => optim.SGD([parameter], c["learningRate"], c["momentum"], c["dampening"], c["weightDecay"], c["nesterov"] == 1,
            maximize: false),
        "RMSprop" => optim.RMSProp([parameter], c["learningRate"], c["alpha"], c["epsilon"], c["weightDecay"], c["momentum"],
            c["centered"] == 1, maximize: false),
        "Adam" => optim.Adam([parameter], c["learningRate"], c["beta1"], c["beta2"], c["epsilon"], c["weightDecay"], amsgrad: false,
            maximize: false),
        "AdamW" => optim.AdamW([parameter], c["learningRate"], c["beta1"], c["beta2"], c["epsilon"], c["weightDecay"], amsgrad: false,
            maximize: false),
        "Adagrad" => optim.Adagrad([parameter], c["learningRate"], c["learningRateDecay"], c["weightDecay"], c["initialAccumulator"],
            c["epsilon"]),
        "Adadelta" => optim.Adadelta([parameter], c["learningRate"], c["rho"], c["epsilon"], c["weightDecay"], maximize: false),
        "Adamax" => optim.Adamax([parameter], c["learningRate"], c["beta1"], c["beta2"], c["epsilon"], c["weightDecay"]),
        "NAdam" => optim.NAdam([parameter], c["learningRate"], c["beta1"], c["beta2"], c["epsilon"], c["weightDecay"], c["momentumDecay"]),
        _ => throw new ArgumentException(c.Optimizer),
    };

    /// <summary>The algorithms as torch.optim's documentation states them, one parameter at a time.</summary>
    private static double[][] Formula(Case c, double[] start, double[][] gradients)
    {
        double[] p = [.. start], b = new double[Size], m = new double[Size], v = new double[Size];
        double product = 1;
        var trajectory = new double[Steps][];
        for (int step = 0; step < Steps; step++)
        {
            double rate = c.LearningRate(step), decay = c["weightDecay"];
            double now = 0, next = 0;
            if (c.Optimizer == "NAdam")
            {
                now = c["beta1"] * (1 - 0.5 * Math.Pow(0.96, (step + 1) * c["momentumDecay"]));
                next = c["beta1"] * (1 - 0.5 * Math.Pow(0.96, (step + 2) * c["momentumDecay"]));
                product *= now;
            }
            for (int i = 0; i < Size; i++)
            {
                double g = gradients[step][i];
                if (c.Optimizer == "AdamW") p[i] -= rate * decay * p[i];
                else g += decay * p[i];

                switch (c.Optimizer)
                {
                    case "SGD":
                        double mu = c["momentum"];
                        b[i] = step == 0 ? g : mu * b[i] + (1 - c["dampening"]) * g;
                        p[i] -= rate * (mu == 0 ? g : c["nesterov"] == 1 ? g + mu * b[i] : b[i]);
                        break;
                    case "RMSprop":
                        double alpha = c["alpha"];
                        v[i] = alpha * v[i] + (1 - alpha) * g * g;
                        m[i] = alpha * m[i] + (1 - alpha) * g;
                        double root = Math.Sqrt(c["centered"] == 1 ? v[i] - m[i] * m[i] : v[i]) + c["epsilon"];
                        b[i] = c["momentum"] * b[i] + g / root;
                        p[i] -= rate * b[i];
                        break;
                    case "Adagrad":
                        v[i] += g * g;
                        p[i] -= rate / (1 + step * c["learningRateDecay"]) * g / (Math.Sqrt(c["initialAccumulator"] + v[i]) + c["epsilon"]);
                        break;
                    case "Adadelta":
                        double rho = c["rho"];
                        v[i] = rho * v[i] + (1 - rho) * g * g;
                        double d = Math.Sqrt(m[i] + c["epsilon"]) / Math.Sqrt(v[i] + c["epsilon"]) * g;
                        m[i] = rho * m[i] + (1 - rho) * d * d;
                        p[i] -= rate * d;
                        break;
                    case "Adamax":
                        m[i] = c["beta1"] * m[i] + (1 - c["beta1"]) * g;
                        v[i] = Math.Max(c["beta2"] * v[i], Math.Abs(g) + c["epsilon"]);
                        p[i] -= rate / (1 - Math.Pow(c["beta1"], step + 1)) * m[i] / v[i];
                        break;
                    case "NAdam":
                        m[i] = c["beta1"] * m[i] + (1 - c["beta1"]) * g;
                        v[i] = c["beta2"] * v[i] + (1 - c["beta2"]) * g * g;
                        double correction = 1 - Math.Pow(c["beta2"], step + 1);
                        p[i] -= rate * ((1 - now) / (1 - product) * g + next / (1 - product * next) * m[i]) / (Math.Sqrt(v[i] / correction)
                            + c["epsilon"]);
                        break;
                    default:
                        double beta1 = c["beta1"], beta2 = c["beta2"];
                        m[i] = beta1 * m[i] + (1 - beta1) * g;
                        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                        double mHat = m[i] / (1 - Math.Pow(beta1, step + 1)), vHat = v[i] / (1 - Math.Pow(beta2, step + 1));
                        p[i] -= rate * mHat / (Math.Sqrt(vHat) + c["epsilon"]);
                        break;
                }
            }
            trajectory[step] = [.. p];
        }
        return trajectory;
    }

    private static void CompareWithFormula(Case c, double[][] trajectory, double[][] formula)
    {
        for (int step = 0; step < Steps; step++)
            for (int i = 0; i < Size; i++)
                if (Math.Abs(trajectory[step][i] - formula[step][i]) > 1e-9 * Math.Abs(formula[step][i]) + 1e-12)
                    throw new InvalidOperationException(
                        $"{c.Name}: parameter {i} after step {step + 1} is {trajectory[step][i]:G9}, "
                        + $"by the formula {formula[step][i]:G9}.");
    }

    private static List<Golden> Clipping(Numbers numbers, ScalarType type)
    {
        double[] first = numbers.Uniform(12, -3, 3), second = numbers.Uniform(7, -3, 3);
        var cases = new List<Golden>();
        foreach ((string rule, double bound) in ((string, double)[])[("norm", 1), ("norm", 5), ("norm", 100), ("value", 0.5),
            ("value", 10)])
        {
            using var a = new Parameter(Torch.Tensor(new double[12], type, 12));
            using var b = new Parameter(Torch.Tensor(new double[7], type, 7));
            a.grad = Torch.Tensor(first, type, 12);
            b.grad = Torch.Tensor(second, type, 7);
            var golden = new Golden().Add("rule", rule).Add("bound", bound).Add("gradient1", first).Add("gradient2", second);
            if (rule == "norm") golden.Add("total", (double)nn.utils.clip_grad_norm_([a, b], bound, norm_type: 2));
            else nn.utils.clip_grad_value_([a, b], bound);
            cases.Add(golden.Add("clipped1", Torch.Gradient(a)).Add("clipped2", Torch.Gradient(b)));
        }
        return cases;
    }
}
