using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Tests;

/// <summary>Every element of a parameter is at the address that the documented map gives it, aligned and overlapped by no other.</summary>
public class LayoutTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(64, 64)]
    [InlineData(65, 16)]
    [InlineData(512, 16)]
    public void Up_to_64_columns_lie_together_more_in_panels_of_16(int columns, int panel) => Assert.Equal(panel, Layouts.Panel(columns));

    [Theory]
    [InlineData(ValueKind.Input, 13)]
    [InlineData(ValueKind.Target, 13)]
    [InlineData(ValueKind.OutputGradient, 13)]
    [InlineData(ValueKind.TargetIndices, 1)]
    [InlineData(ValueKind.Scale, 1)]
    [InlineData(ValueKind.Computed, 16)]
    public void Rows_of_the_caller_are_dense_and_computed_ones_padded(ValueKind kind, int stride) =>
        Assert.Equal(stride, Layouts.RowStride(new Value("v", new Shape(13), kind)));

    /// <summary>
    /// The address of an element by the map that <see cref="ParameterPlan"/> documents, for every element of many shapes.
    /// </summary>
    [Fact]
    public void Elements_are_where_the_parameter_map_says()
    {
        foreach (int rows in new[] { 1, 3, 16 })
        {
            foreach (int columns in new[] { 1, 15, 16, 17, 33, 64, 65, 100 })
            {
                var weight = new Value("W", new Shape(rows, columns), ValueKind.Parameter);
                Matrix matrix = Layouts.Matrix(weight);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        int expected = column / matrix.Panel * rows * matrix.Panel + row * matrix.Panel + column % matrix.Panel;
                        if (matrix.Panel == 1) continue;    // columns, whose elements no panel holds
                        Index at = matrix.At(row, column / 16 * 16, column % 16, 0), across = matrix.At(row, 0, 0, column);
                        Assert.Equal((expected, expected), (at.Constant, across.Constant));
                    }
                }
                Assert.Equal(rows * ((columns + matrix.Panel - 1) / matrix.Panel * matrix.Panel), Layouts.PaddedLength(weight));
            }
        }
    }

    /// <summary>One or two columns of a multiple of 16 rows lie one after the other, so that their transpose is themselves.</summary>
    [Theory]
    [InlineData(16, 1, 1), InlineData(64, 2, 1), InlineData(64, 3, 16), InlineData(17, 1, 16), InlineData(8, 2, 16)]
    public void Narrow_weights_lie_column_by_column(int rows, int columns, int panel)
    {
        var weight = new Value("W", new Shape(rows, columns), ValueKind.Parameter);
        Assert.Equal(panel, Layouts.Matrix(weight).Panel);
        Assert.Equal(panel == 1, Layouts.IsSkinny(weight));
        if (panel != 1) return;
        Matrix transposed = Layouts.Transposed(weight);
        Assert.Equal(rows * columns, Layouts.PaddedLength(weight));
        Assert.Equal(rows, transposed.At(1, 0, 0, 0).Constant);
        Assert.Equal(5, transposed.At(0, 0, 5, 0).Constant);
    }

    [Fact]
    public void Parameters_neither_overlap_nor_leave_their_alignment()
    {
        NetworkPlan plan = Declare.Plan(Declare.Input(5), Declare.Dense(70), Declare.Dense(3), Declare.Dense(17)).Plan;
        int end = 0;
        foreach (ParameterPlan parameter in plan.Parameters)
        {
            Assert.Equal(end, parameter.Offset);
            Assert.Equal(0, parameter.Offset % 16);
            end += parameter.PaddedLength;
        }
        Assert.Equal(end, plan.ParameterBlock);
        Assert.Equal(plan.ParameterBlock - plan.ParameterCount, Numbers.Padding(plan).Count());
    }
}
