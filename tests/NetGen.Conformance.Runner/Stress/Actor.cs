namespace NetGen.Conformance.Stress;

/// <summary>One thread of the stress: it does one thing again and again, with numbers of its own, until the time is up.</summary>
/// <param name="name">What it does, for reports.</param>
/// <param name="random">Its numbers.</param>
/// <param name="round">One time of it; true where the call was refused by an exception that is documented.</param>
internal sealed class Actor(string name, Random random, Func<Random, bool> round)
{
    private long rounds, refused, interrupted;

    public Thread Thread { get; private set; } = null!;
    public long Rounds => Volatile.Read(ref rounds);
    public Exception? Failure { get; private set; }

    public void Start(Func<bool> isOver)
    {
        Thread = new Thread(() => Run(isOver)) { IsBackground = true, Name = name };
        Thread.Start();
    }

    public override string ToString() => $"{name}: {rounds} rounds, {refused} refused, {interrupted} interrupted";

    private void Run(Func<bool> isOver)
    {
        while (!isOver())
            try
            {
                if (round(random)) refused++;
                Volatile.Write(ref rounds, rounds + 1);
            }
            catch (ThreadInterruptedException)
            {
                interrupted++;      // where the actor itself waited
            }
            catch (Exception failure)
            {
                Failure = failure;
                return;
            }
    }
}
