using NetGen.Compiler.Declarations;

namespace NetGen.Conformance;

/// <summary>
/// All entry points between forbidden pages: whoever reads or writes outside what it was given ends the process. See <see cref="Guarded"/>.
/// </summary>
public sealed class GuardTests
{
    private static readonly int[] Few = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33];

    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void Nothing_outside_its_spans_is_touched(string name) => Run(name, Few);

    /// <summary>
    /// Products with every rest of a tile and of a vector, with losses, indices and dropout; normalizations along a sample and along the
    /// batch; planes.
    /// </summary>
    [Theory]
    [InlineData(nameof(Lengths)), InlineData(nameof(Golden20)), InlineData(nameof(Dropped)), InlineData(nameof(Normalized)),
        InlineData(nameof(BatchNormalized)), InlineData(nameof(Heads))]
    public void Nothing_outside_its_spans_is_touched_with_any_number_of_samples(string name) =>
        Run(name, Enumerable.Range(1, 70).Except(Few));

    /// <summary>
    /// What the lengths above leave to the networks: products whose inputs, and whose results, leave every rest of a vector of 16, and of
    /// those of 8 and 4.
    /// </summary>
    [Fact]
    public void Widths_of_the_networks_leave_every_rest_of_a_vector()
    {
        Shape[] weights = [.. NetworkCase.Names.SelectMany(name => NetworkCase.Of(name).Plan.Parameters)
            .Where(parameter => parameter.Shape.Rank == 2).Select(parameter => parameter.Shape)];
        Assert.Equal(Enumerable.Range(0, 16), weights.Select(shape => shape[0] % 16).Distinct().Order());
        Assert.Equal(Enumerable.Range(0, 16), weights.Select(shape => shape[1] % 16).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, 15), weights.Select(shape => shape[1]).Where(width => width < 16).Distinct().Order());
    }

    private static void Run(string name, IEnumerable<int> samples)
    {
        NetworkCase network = NetworkCase.Of(name);
        foreach (int count in samples)
        {
            var inputs = new Inputs(network, count, seed: count);
            foreach (Isa isa in TargetKernels.Runnable)
            {
                inputs.AtStart = false;
                KernelRun atEnd = KernelRun.Of(network, isa, inputs);
                inputs.AtStart = true;
                KernelRun.AssertSame(atEnd, KernelRun.Of(network, isa, inputs),
                    $"{name} on {isa}, {count} samples, at the other end of a page");
                if (network.Losses.Count == 0 || network.Plan.NeedsFullBatch || network.Plan.Parameters.Count == 0) continue;
                Bits.Same(atEnd.FromLoss, StepRun.GradientsOf(network, isa, inputs),
                    $"{name} on {isa}, {count} samples, added to zeros in the middle of a tape");
            }
        }
    }

    [Theory]
    [InlineData(1), InlineData(1024), InlineData(1500)]
    public void The_pages_on_both_sides_may_not_be_touched(int length)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("What may be touched is read from /proc/self/maps.");
        using var atEnd = new Guarded(length, 0);
        using var atStart = new Guarded(length, 0, atStart: true);
        foreach (Guarded memory in (Guarded[])[atEnd, atStart])
        {
            Assert.Equal("---p", Permissions(memory.Edges.Low - 1));
            Assert.Equal("---p", Permissions(memory.Edges.High));
            Assert.Equal("rw-p", Permissions(memory.Edges.Low));
        }
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref System.Runtime.CompilerServices.Unsafe.Add(ref atEnd.Start, length),
            ref Address(atEnd.Edges.High)));
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref atStart.Start, ref Address(atStart.Edges.Low)));
    }

    private static unsafe ref float Address(nint address) => ref System.Runtime.CompilerServices.Unsafe.AsRef<float>((void*)address);

    private static string Permissions(nint address)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] range = line[..line.IndexOf(' ')].Split('-');
            if (address >= (nint)Convert.ToInt64(range[0], 16) && address < (nint)Convert.ToInt64(range[1], 16)) return line.Split(' ')[1];
        }
        return "none";
    }
}
