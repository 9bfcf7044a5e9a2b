using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>The caller's rows of each input, output or loss, each between forbidden pages of its own, as a call is lent them.</summary>
internal sealed unsafe class GuardedRows : IDisposable
{
    private readonly IReadOnlyList<int> lengths;
    private readonly Guarded[] ports;
    private readonly Lent<float>[] table;

    /// <param name="rows">All that belongs to a sample in one row.</param>
    /// <param name="lengths">Values per sample of each.</param>
    /// <param name="atStart">As of <see cref="Guarded"/>.</param>
    public GuardedRows(float[] rows, IReadOnlyList<int> lengths, bool atStart)
    {
        this.lengths = lengths;
        ports = [.. Planes.Split<float>(rows, lengths).Select(plane => new Guarded(plane, atStart))];
        table = GC.AllocateArray<Lent<float>>(Math.Max(1, ports.Length), pinned: true);
        for (int i = 0; i < ports.Length; i++) table[i] = new Lent<float>(ports[i].Address, ports[i].Length);
    }

    public Lent<float>* Table => (Lent<float>*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(table, 0);

    /// <summary>Rows again.</summary>
    public float[] Rows => Planes.Join(ports.Select(port => port.Span.ToArray()), lengths);

    public void AssertFenceStands(string what)
    {
        foreach (Guarded port in ports) port.AssertFenceStands(what);
    }

    public void Dispose()
    {
        foreach (Guarded port in ports) port.Dispose();
    }
}
