using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Positions in memory read as a person would write them, and kernels made of equal parts are equal, so that one serves all.
/// </summary>
public class IndexTests
{
    private static readonly Var M = new("m"), Row = new("xStride");

    [Fact]
    public void Sums_are_written_as_one_would()
    {
        Assert.Equal("0", ((Index)0).ToString());
        Assert.Equal("m * 16 + 3", ((Index)M * 16 + 3).ToString());
        Assert.Equal("xStride - m - 2", ((Index)M * -1 + Row + -2).ToString());
        Assert.Equal("4", ((Index)M + 4 + (Index)M * -1).ToString());
    }

    [Fact]
    public void A_row_times_its_distance_is_a_product_and_the_rows_before_it_are_counted()
    {
        Assert.Equal("m * xStride", ((Index)M * Row).ToString());
        Assert.Equal("m * xStride + xStride * 2 + 16", (((Index)M + 2) * Row + 16).ToString());
        Assert.Equal("0", ((Index)0 * Row).ToString());
    }

    [Fact]
    public void Indices_and_kernels_are_equal_where_all_they_are_made_of_is()
    {
        Assert.Equal((Index)M * 2 + 1, (Index)M * 2 + 1);
        Assert.NotEqual((Index)M * 2 + 1, (Index)M * 2);
        Assert.NotEqual((Index)M * 2, (Index)Row * 2);
        Assert.Equal(Kernel(4), Kernel(4));
        Assert.NotEqual(Kernel(4), Kernel(5));
        Assert.NotEqual(Kernel(4), Kernel(4) with { Comment = ["another"] });
        Assert.NotEqual(Kernel(4), Kernel(4) with { Name = "Other" });
    }

    private static Kernel Kernel(int offset)
    {
        var x = new Ref("x");
        return new Kernel("Test", ["a comment"], [new RefParameter(x)],
            [new Loop(M, 0, 8, 4,
                [new Scope(
                    [new SameLine([new Store(x, M, Expression.Fma(new Load(x, offset), new Broadcast(x, 0), Expression.Vector(1)))])])])]);
    }
}
