using NetGen.Runtime;

namespace NetGen.Tests;

/// <summary>
/// The best instruction set of the processor is selected, or the one that is asked for, and what cannot run is refused by name.
/// </summary>
public class IsaSelectorTests
{
    [Fact]
    public void The_best_instruction_set_is_supported() => Assert.True(IsaSelector.IsSupported(IsaSelector.Best));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_a_wish_the_best_is_selected(string? wish) => Assert.Equal(IsaSelector.Best, IsaSelector.Select(wish, "test"));

    [Theory]
    [InlineData("Portable")]
    [InlineData("portable")]
    [InlineData(" PORTABLE ")]
    public void A_name_selects_in_any_case(string wish) => Assert.Equal(Isa.Portable, IsaSelector.Select(wish, "test"));

    [Fact]
    public void What_the_processor_lacks_is_refused_by_name()
    {
        foreach (Isa isa in Enum.GetValues<Isa>())
            if (IsaSelector.IsSupported(isa)) Assert.Equal(isa, IsaSelector.Select(isa.ToString(), "test"));
            else Assert.Contains(isa.ToString(),
                Assert.Throws<PlatformNotSupportedException>(() => IsaSelector.Select(isa.ToString(), "test")).Message);
    }

    [Theory]
    [InlineData("Avx512!", Isa.Avx512)]
    [InlineData("neon!", Isa.Neon)]
    [InlineData("Portable!", Isa.Portable)]
    public void An_exclamation_mark_forces_what_can_be_emulated(string wish, Isa isa) =>
        Assert.Equal(isa, IsaSelector.Select(wish, "test"));

    [Fact]
    public void Avx2_cannot_be_forced()
    {
        if (IsaSelector.IsSupported(Isa.Avx2)) Assert.Equal(Isa.Avx2, IsaSelector.Select("Avx2!", "test"));
        else Assert.Throws<PlatformNotSupportedException>(() => IsaSelector.Select("Avx2!", "test"));
    }

    [Theory]
    [InlineData("Sse2")]
    [InlineData("!")]
    [InlineData("Avx512F")]
    [InlineData("3")]
    public void What_is_no_name_is_refused_with_the_names(string wish)
    {
        var refusal = Assert.Throws<ArgumentException>(() => IsaSelector.Select(wish, "The variable X"));
        Assert.Contains("The variable X", refusal.Message);
        Assert.Contains("Portable, Neon, Avx2, Avx512", refusal.Message);
    }
}
