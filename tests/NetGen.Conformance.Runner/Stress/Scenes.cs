namespace NetGen.Conformance.Stress;

/// <summary>What goes wrong in programs, and what an attacker would do, each as actors on a network they share.</summary>
internal static class Scenes
{
    private delegate Actor Maker(string name, Func<Random, bool> round);

    private delegate void Step(ReadOnlySpan<float> x, ReadOnlySpan<int> t, int threads);

    /// <summary>Numbers that are no classes, and some that are.</summary>
    private static readonly int[] Hostile = [0, 1, 2, 4, 9, 10, 11, -1, -2, -100, 127, 65_536, 1 << 24, 200_000_000, int.MaxValue,
        int.MinValue, -200_000_000, -1 << 20];

    /// <summary>The actors of each scene. Scenes follow one another: all at once they would wait for one another more than they
    /// work.</summary>
    public static IEnumerable<List<Actor>> All(int seed)
    {
        int next = seed * 1000;
        Actor Make(string name, Func<Random, bool> round) => new(name, new Random(next++), round);
        return ((Func<Maker, List<Actor>>[])[Labels, Interrupts, Trainers, Tapes, Readers, Spans]).Select(scene => scene(Make));
    }

    /// <summary>Labels that another thread writes while they are learned.</summary>
    private static List<Actor> Labels(Maker make)
    {
        const int samples = 3000;
        var labels = new Lent(samples);
        labels.Ints.Clear();
        float[] x = Draw(samples * 20, 1), values = Draw(samples * 2, 2), logits = Draw(samples * 10, 3), slopes = new float[samples * 10];
        Golden20 classes = new(seed: 1), taped = new(seed: 1);
        var ignoring = new Ignoring(seed: 1);
        var heads = new IgnoringHeads(seed: 1);
        SGD first = new(1e-6), second = new(1e-6), third = new(1e-6);
        Tape<Golden20> tape = taped.CreateTape(samples);
        return
        [
            make("writes labels", random =>
            {
                // Long enough right to pass a check, then wrong.
                int at = random.Next(2) == 0 ? samples - 1 : random.Next(samples);
                for (int i = 0; i < 200; i++)
                {
                    labels.Ints[at] = Hostile[random.Next(Hostile.Length)];
                    Thread.SpinWait(random.Next(20));
                    labels.Ints[at] = 1;
                    Thread.SpinWait(random.Next(200));
                }
                return false;
            }),
            Learner("learns labels", 20, (x, t, threads) => classes.TrainStep(x, t, first, threads: threads)),
            Learner("learns labels, some ignored", 7, (x, t, threads) => ignoring.TrainStep(x, t, second, threads: threads)),
            Learner("learns labels of one head", 5, (x, t, threads) => heads.TrainStep(x, t, values, third, threads: threads)),
            make("takes the loss of labels on a tape", _ => Refused(() =>
            {
                taped.Forward(tape, x.AsSpan(0, samples * 20));
                taped.Loss(tape, labels.Ints);
                taped.Backward(tape);
            })),
            make("takes the loss of labels by itself", random =>
                Refused(() => Losses.SoftmaxCrossEntropy(logits, labels.Ints, slopes, 0.1f, random.Next(2) == 0 ? -1 : null))),
        ];

        Actor Learner(string name, int inputs, Step step) =>
            make(name, random => Refused(() => step(x.AsSpan(0, samples * inputs), labels.Ints, random.Next(1, 4))));
    }

    /// <summary>Calls on several threads, interrupted at any moment; what they were lent is taken back when they return.</summary>
    private static List<Actor> Interrupts(Maker make)
    {
        const int samples = 400;
        var network = new Golden17(seed: 1);
        var deep = new WideAndDeep(seed: 1);
        float[] x = Draw(samples * 17, 1), expected = new float[samples * 9], wide = Draw(samples * 100, 2), narrow = Draw(samples * 32, 3);
        float[] click = new float[samples], price = new float[samples], targets = Draw(samples, 4, 0, 1);
        network.Predict(x, expected);
        deep.Predict(wide, narrow, click, price);
        var victims = new List<Actor>();
        victims.Add(Victim("predicts, interrupted", (random, revoked) =>
        {
            Lent from = Lent.Of(x), to = new(samples * 9);
            try
            {
                network.Predict(from.Floats, to.Floats, threads: random.Next(2, 5));
                Same(expected, to.Floats);
            }
            finally
            {
                from.Revoke(revoked);
                to.Revoke(revoked);
            }
        }));
        victims.Add(Victim("predicts two outputs, interrupted", (random, revoked) =>
        {
            Lent from = Lent.Of(wide), other = Lent.Of(narrow), first = new(samples), second = new(samples);
            try
            {
                deep.Predict(from.Floats, other.Floats, first.Floats, second.Floats, threads: random.Next(2, 5));
                Same(click, first.Floats);
                Same(price, second.Floats);
            }
            finally
            {
                foreach (Lent lent in (Lent[])[from, other, first, second]) lent.Revoke(revoked);
            }
        }));
        var trained = new Classifier(seed: 1);
        var adam = new Adam();
        victims.Add(Victim("trains, interrupted", (random, revoked) =>
        {
            Lent from = Lent.Of(wide.AsSpan(0, samples * 10)), to = Lent.Of(targets);
            try
            {
                trained.TrainStep(from.Floats, to.Floats, adam, threads: random.Next(2, 5));
            }
            finally
            {
                from.Revoke(revoked);
                to.Revoke(revoked);
            }
        }));
        return
        [
            .. victims,
            make("interrupts", random =>
            {
                Thread.SpinWait(random.Next(20_000));
                if (victims[random.Next(victims.Count)].Thread is { } thread) thread.Interrupt();
                return false;
            }),
        ];

        Actor Victim(string name, Action<Random, Queue<Lent>> call)
        {
            var revoked = new Queue<Lent>();
            return make(name, random =>
            {
                call(random, revoked);
                Thread.Sleep(0);    // where a pending interrupt ends
                return false;
            });
        }
    }

    /// <summary>Several threads train one network, on several threads each, while its parameters are copied; another shares its
    /// optimizer.</summary>
    private static List<Actor> Trainers(Maker make)
    {
        const int samples = 600;
        Golden12 network = new(seed: 1), target = new(seed: 2);
        var normalized = new BatchNormalized(seed: 1);
        var adam = new Adam(1e-6);
        var shared = new SGD(1e-6);
        int inputs = Golden12.InputLength, outputs = Golden12.OutputLength;
        float[] x = Draw(samples * Math.Max(inputs, 9), 1), t = Draw(samples * Math.Max(outputs, 3), 2), y = new float[samples * outputs];
        Actor Trainer(string name) => make(name, random =>
        {
            int count = random.Next(1, samples + 1),
                threads = random.Next(8) switch { 0 => 0, 1 => int.MaxValue, 2 => 10_000, int few => few };
            return Refused(() => network.TrainStep(x.AsSpan(0, count * inputs), t.AsSpan(0, count * outputs), adam, threads: threads));
        });
        return
        [
            Trainer("trains"), Trainer("trains, too"), Trainer("trains as well"),
            make("predicts alongside training",
                random => Refused(() => network.Predict(x.AsSpan(0, samples * inputs), y, threads: random.Next(1, 4)))),
            make("copies parameters", random => Refused(() =>
            {
                if (random.Next(2) == 0) target.Parameters.CopyFrom(network.Parameters);
                else network.Parameters.CopyFrom(target.Parameters);
            })),
            make("steps two networks by one optimizer",
                _ => Refused(() => target.TrainStep(x.AsSpan(0, 32 * inputs), t.AsSpan(0, 32 * outputs), adam))),
            make("trains whole batches", random => Refused(() =>
            {
                int count = random.Next(2, samples + 1);
                normalized.TrainStep(x.AsSpan(0, count * 9), t.AsSpan(0, count * 3), shared);
            })),
            make("trains whole batches, too",
                random => Refused(() => normalized.TrainStep(x.AsSpan(0, 300 * 9), t.AsSpan(0, 300 * 3), shared))),
        ];
    }

    /// <summary>Several threads on one tape.</summary>
    private static List<Actor> Tapes(Maker make)
    {
        const int capacity = 700;
        var network = new Classifier(seed: 1);
        Tape<Classifier> tape = network.CreateTape(capacity);
        var adam = new Adam(1e-6);
        float[] x = Draw(capacity * 10, 1), t = new float[capacity];
        Actor User(string name) => make(name, random =>
        {
            int count = random.Next(1, capacity + 1);
            Lent dy = Lent.Of(t.AsSpan(0, count)), dx = new(count * 10);
            try
            {
                return Refused(() =>
                {
                    switch (random.Next(6))
                    {
                        case 0: network.Loss(tape, t.AsSpan(0, count)); break;
                        case 1: network.Backward(tape); break;
                        case 2: network.Backward(tape, dy.Floats); break;
                        case 3: network.BackwardToInput(tape, dy.Floats, dx.Floats, parameters: true); break;
                        case 4: adam.Step(network, tape); break;
                        default: network.Forward(tape, x.AsSpan(0, count * 10), training: true); break;
                    }
                });
            }
            finally
            {
                dy.Dispose();
                dx.Dispose();
            }
        });
        return [User("uses a tape"), User("uses a tape, too"), User("uses a tape as well"),
            make("clears a tape", _ => Refused(tape.Clear))];
    }

    /// <summary>Readers, whose results no one may disturb.</summary>
    private static List<Actor> Readers(Maker make)
    {
        const int samples = 500;
        var network = new Regularized(seed: 1);
        var heads = new Heads(seed: 1);
        float[] x = Draw(samples * 9, 1), t = Draw(samples * 3, 2), values = Draw(samples * 17, 3);
        int[] kinds = [.. Enumerable.Range(0, samples).Select(i => i % 3)];
        Dataset<Regularized> data = Regularized.Data(x, t);
        Dataset<Heads> headData = Heads.Data(x.AsMemory(0, samples * 5), kinds, values);
        double loss = network.Evaluate(data).Loss, headLoss = heads.Evaluate(headData).Loss;
        float penalty = network.Parameters.Penalty();
        Actor Reader(string name) => make(name, random =>
        {
            bool same = random.Next(3) switch
            {
                0 => network.Evaluate(data).Loss.Equals(loss),
                1 => heads.Evaluate(headData).Loss.Equals(headLoss),
                _ => network.Parameters.Penalty().Equals(penalty),
            };
            return same ? false : throw new InvalidDataException("a reader has other bits than alone");
        });
        return [Reader("evaluates"), Reader("evaluates, too"), Reader("evaluates as well"), Reader("evaluates likewise")];
    }

    /// <summary>Lengths that do not go together and spans that overlap, anywhere between two forbidden pages.</summary>
    private static List<Actor> Spans(Maker make)
    {
        const int floats = 4096;
        var network = new Golden17(seed: 1);
        var sgd = new SGD(1e-6);
        var memory = new Lent(floats);
        memory.Floats.Fill(0.5f);
        return
        [
            make("gives any spans", random =>
            {
                ReadOnlySpan<float> Any(int perSample)
                {
                    int samples = random.Next(0, 12), length = random.Next(4) == 0 ? random.Next(floats / 2) : samples * perSample;
                    return memory.Floats.Slice(random.Next(floats - length + 1), length);
                }
                try
                {
                    ReadOnlySpan<float> x = Any(17), t = Any(9), weights = random.Next(2) == 0 ? default : Any(1);
                    int threads = random.Next(-1, 4);
                    if (random.Next(2) == 0) network.Predict(x, memory.Floats.Slice(random.Next(floats - t.Length + 1), t.Length), threads);
                    else network.TrainStep(x, t, sgd, weights, threads);
                    return false;
                }
                catch (ArgumentException)
                {
                    return true;
                }
            }),
        ];
    }

    /// <summary>Whether the call was refused by what is documented; all else is a failure.</summary>
    private static bool Refused(Action call)
    {
        try
        {
            call();
            return false;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            Thread.Sleep(1);    // the others' turn: who is refused takes no time, and would take all of it
            return true;
        }
    }

    private static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (!expected.SequenceEqual(actual)) throw new InvalidDataException("other bits than alone");
    }

    private static float[] Draw(int count, int seed, float from = -1, float to = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = from + random.NextSingle() * (to - from);
        return values;
    }
}
