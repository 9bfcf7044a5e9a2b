using System.Globalization;
using NetGen.Benchmarking;
using NetGen.Benchmarks;

// A process that measures for another: it reads a case's name a line, and says which instruction set ran, the nanoseconds of the case and
// those of a floating-point operation at peak, measured by turns.
var prepared = new Dictionary<string, (Case Case, Subject Subject, Action<int> Work)>();
while (Console.ReadLine() is { } name)
{
    bool again = prepared.TryGetValue(name, out (Case Case, Subject Subject, Action<int> Work) one);
    if (!again)
    {
        Case found = Cases.All.Single(c => c.Name == name);
        Subject subject = found.Create(Cases.LearningRate);
        prepared.Add(name, one = (found, subject, found.Contend(subject, new Data(subject.Model, found.Batch), found.Threads)));
    }
    var contenders = new List<Contender> { new("NetGen", one.Work) };
    if (Limits.Fma(one.Subject.Isa) is { } fma) contenders.Add(Contender.Of("FMA peak", fma));
    Rounds rounds = Measure.Run(contenders, TimeSpan.FromMilliseconds(100), compiled: again);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{one.Subject.Isa} {rounds.Time("NetGen"):R} {(rounds.Time("FMA peak") ?? double.NaN) / Limits.FlopsOfFma(one.Subject.Isa):R}"));
}
