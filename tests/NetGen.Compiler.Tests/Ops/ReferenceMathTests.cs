using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Tests;

/// <summary>Expected numbers from tables of the normal distribution to 16 digits (Abramowitz and Stegun, table 26.1 and 26.2).</summary>
public class ReferenceMathTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.84134474606854293)]
    [InlineData(2, 0.97724986805182079)]
    [InlineData(2.9999999, 0.9986501015251851)]
    [InlineData(3, 0.9986501019683699)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(-3, 0.0013498980316300946)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(-10, 7.6198530241605260e-24)]
    [InlineData(41, 1)]
    [InlineData(-41, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    public void The_normal_distribution_has_its_tabulated_values(double x, double expected)
    {
        double found = ReferenceMath.NormalCdf(x);
        Assert.True(Math.Abs(found - expected) <= 2e-15 + 1e-13 * expected * (x < 0 ? 1 : 0), $"Φ({x}) is {found:R}");
    }

    [Fact]
    public void The_normal_distribution_of_NaN_is_NaN() => Assert.True(double.IsNaN(ReferenceMath.NormalCdf(double.NaN)));

    [Theory]
    [InlineData(0, 0.3989422804014327)]
    [InlineData(1, 0.24197072451914337)]
    [InlineData(-1, 0.24197072451914337)]
    public void The_density_has_its_tabulated_values(double x, double expected) =>
        Assert.Equal(expected, ReferenceMath.NormalPdf(x), 1e-16);

    [Theory]
    [InlineData(0, 0.69314718055994531)]
    [InlineData(1000, 1000)]
    [InlineData(-1000, 0)]
    [InlineData(-40, 4.2483542552915890e-18)]
    public void Softplus_neither_overflows_nor_cancels(double x, double expected) =>
        Assert.Equal(expected, ReferenceMath.Softplus(x), expected * 1e-15);

    [Theory]
    [InlineData(1, 0.69314718055994531)]
    [InlineData(1e-10, 9.9999999995e-11)]
    [InlineData(1e-300, 1e-300)]
    public void Log1p_is_exact_for_small_numbers(double x, double expected) =>
        Assert.Equal(expected, ReferenceMath.Log1p(x), expected * 1e-15);
}
