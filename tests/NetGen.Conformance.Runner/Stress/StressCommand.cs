using System.Diagnostics;
using System.Globalization;

namespace NetGen.Conformance.Stress;

/// <summary>
/// <c>stress [--seconds n] [--seed n]</c>: hostile callers and threads on shared networks. What must hold is that the process lives, that
/// nothing hangs, that only documented exceptions come, and that
/// what no one disturbs has the right bits. A line for each actor goes to the output; the exit code is 0 where all held.
/// </summary>
internal static class StressCommand
{
    private const int SilenceSeconds = 60;

    public static int Run(string[] arguments)
    {
        int seconds = 20, seed = 1;
        for (int i = 0; i < arguments.Length; i += 2)
            switch (arguments[i])
            {
                case "--seconds": seconds = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                case "--seed": seed = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                default: throw new ArgumentException($"{arguments[i]} is no option: there are --seconds and --seed.");
            }

        bool held = true;
        List<Actor>[] scenes = [.. Scenes.All(seed)];
        foreach (List<Actor> actors in scenes)
        {
            held &= Play(actors, (double)seconds / scenes.Length);
            foreach (Actor actor in actors)
            {
                Console.WriteLine(actor);
                if (actor.Failure is { } failure) Console.Error.WriteLine($"{actor}\n{failure}");
                held &= actor.Failure is null && actor.Rounds > 0;
            }
        }
        Console.WriteLine($"{Classifier.Isa}, {Environment.ProcessorCount} processors, {Runtime.Workers.Count} workers, {seconds} s");
        if (Runtime.Workers.Count >= Environment.ProcessorCount)
        {
            Console.Error.WriteLine("There are more threads than processors.");
            held = false;
        }
        return held ? 0 : 1;
    }

    /// <summary>Lets a scene play for its time, and until each actor has had a turn; false where one has done nothing for a
    /// minute.</summary>
    private static bool Play(List<Actor> actors, double seconds)
    {
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        foreach (Actor actor in actors)
            actor.Start(() => Stopwatch.GetTimestamp() >= end && actors.All(other => other.Rounds > 0 || other.Failure is not null));
        var last = new (long Rounds, long Since)[actors.Count];
        while (actors.Any(actor => actor.Thread.IsAlive))
        {
            Thread.Sleep(100);
            long now = Stopwatch.GetTimestamp();
            for (int i = 0; i < actors.Count; i++)
            {
                if (actors[i].Rounds != last[i].Rounds || last[i].Since == 0) last[i] = (actors[i].Rounds, now);
                if (!actors[i].Thread.IsAlive || now - last[i].Since < SilenceSeconds * Stopwatch.Frequency) continue;
                Console.Error.WriteLine($"{actors[i]}: it hangs");
                return false;
            }
        }
        return true;
    }
}
