using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Tests;

/// <summary>
/// Blocks of memory begin at 64 bytes and stay there, and a scratch slot has one user at a time and is used again without allocation.
/// </summary>
public class MemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1000)]
    public unsafe void Blocks_begin_at_64_bytes_and_stay_there(int length)
    {
        for (int i = 0; i < 20; i++)
        {
            var floats = new AlignedBlock<float>(length);
            var doubles = new AlignedBlock<double>(length);
            nint place = (nint)Unsafe.AsPointer(ref floats.Start);
            Assert.Equal(0, place % 64);
            Assert.Equal(0, (nint)Unsafe.AsPointer(ref doubles.Start) % 64);
            GC.Collect();
            Assert.Equal(place, (nint)Unsafe.AsPointer(ref floats.Start));
            Assert.Equal(length, floats.Span.Length);
            Assert.False(floats.Span.ContainsAnyExcept(0f));
        }
    }

    [Fact]
    public void A_block_longer_than_an_array_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBlock<float>(1L << 33));

    [Fact]
    public void A_slot_that_was_given_back_is_taken_again()
    {
        var slots = new ScratchSlots(16);
        AlignedBlock<float> block = slots.Take();
        slots.Return(block);
        Assert.Same(block, slots.Take());
        Assert.NotSame(block, slots.Take());
    }

    [Fact]
    public void Reserved_slots_are_there_without_allocation()
    {
        var taken = new AlignedBlock<float>[100];
        Assert.Equal(0, Allocations.Least(() =>
        {
            var slots = new ScratchSlots(16);
            slots.Reserve(100);
            return () =>
            {
                for (int i = 0; i < taken.Length; i++) taken[i] = slots.Take();
                foreach (AlignedBlock<float> block in taken) slots.Return(block);
            };
        }));
        Assert.Equal(100, taken.Distinct().Count());
    }

    [Fact]
    public void Trimmed_slots_are_gone()
    {
        var slots = new ScratchSlots(16);
        AlignedBlock<float> block = slots.Take();
        slots.Return(block);
        slots.Trim();
        Assert.NotSame(block, slots.Take());
    }

    [Fact]
    public async Task No_slot_has_two_users_among_64_threads_and_there_are_no_more_slots_than_users()
    {
        var slots = new ScratchSlots(16);
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<AlignedBlock<float>, int>();
        int clashes = 0;
        await Task.WhenAll(Enumerable.Range(1, 64).Select(user => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 500; i++)
                {
                    AlignedBlock<float> block = slots.Take();
                    seen.TryAdd(block, user);
                    block.Start = user;
                    Thread.SpinWait(20);
                    if (block.Start != user) Interlocked.Increment(ref clashes);
                    slots.Return(block);
                }
            },
            TaskCreationOptions.LongRunning)));
        Assert.Equal(0, clashes);
        Assert.True(seen.Count <= 64, $"{seen.Count} blocks for 64 users");
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(12, 3, 4)]
    public void Samples_are_counted(int length, int perSample, int samples) =>
        Assert.Equal(samples, Arguments.Samples(length, perSample, "x"));

    [Fact]
    public void A_broken_sample_is_refused_with_both_numbers()
    {
        string message = Assert.Throws<ArgumentException>(() => Arguments.Samples(11, 3, "x")).Message;
        Assert.Contains("11", message);
        Assert.Contains("n·3", message);
    }
}
