using NetGen.Runtime;

namespace NetGen.Tests;

/// <summary>
/// Users see parameters as dense matrices by name, whatever their layout, and nothing outside a shape can be read or written.
/// </summary>
public class ParameterTests
{
    private static ParameterInfo Info(string role, int[] shape, int offset, int panel, bool trainable = true) =>
        new("Dense1", role, shape, offset, panel, Initializer.Zeros, 1, 1, 0, "dense1." + role.ToLowerInvariant(), false, trainable);

    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(3, 5, 16)]
    [InlineData(7, 16, 16)]
    [InlineData(4, 17, 16)]
    [InlineData(5, 65, 16)]
    [InlineData(5, 40, 48)]
    [InlineData(6, 100, 32)]
    public void A_matrix_is_seen_dense_whatever_its_panels(int rows, int columns, int panel)
    {
        ParameterInfo info = Info("Weight", [rows, columns], 16, panel);
        var set = new ParameterSet([info], 16 + info.PaddedLength);
        Parameter weight = set[0];
        float[] values = Enumerable.Range(1, rows * columns).Select(i => (float)i).ToArray();
        weight.CopyFrom(values);

        Assert.Equal(values, weight.ToArray());
        for (int k = 0; k < rows; k++)
            for (int j = 0; j < columns; j++)
            {
                Assert.Equal(values[k * columns + j], weight[k, j]);
                Assert.Equal(values[k * columns + j], set.Block.Span[16 + j / panel * rows * panel + k * panel + j % panel]);
            }
        // All that is not a value is padding, and padding is +0.
        Assert.Equal(rows * columns, set.Block.Span.ToArray().Count(value => value != 0));
        Assert.DoesNotContain(set.Block.Span.ToArray(), value => float.IsNegative(value));
    }

    [Fact]
    public void Elements_are_written_one_by_one()
    {
        var set = new ParameterSet([Info("Weight", [2, 20], 0, 16), Info("Bias", [20], 64, 16)], 96);
        set[0][1, 19] = 5;
        set[1][18] = float.NaN;
        Assert.Equal(5, set["dense1.weight"].ToArray()[39]);
        Assert.Equal(float.NaN, set["Dense1.Bias"].ToArray()[18]);
        Assert.Equal(60, set.ValueCount);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, 20)]
    [InlineData(0, -1)]
    public void Elements_outside_are_refused_with_the_shape(int i, int j)
    {
        var set = new ParameterSet([Info("Weight", [2, 20], 0, 16)], 64);
        Assert.Contains("2×20", Assert.Throws<IndexOutOfRangeException>(() => set[0][i, j]).Message);
        Assert.Contains("2×20", Assert.Throws<IndexOutOfRangeException>(() => set[0][i, j] = 1).Message);
    }

    [Fact]
    public void A_matrix_takes_two_indices_and_a_vector_one()
    {
        var set = new ParameterSet([Info("Weight", [2, 20], 0, 16), Info("Bias", [20], 64, 16)], 96);
        Assert.Throws<InvalidOperationException>(() => set[0][1]);
        Assert.Throws<InvalidOperationException>(() => set[1][0, 1]);
        Assert.Throws<IndexOutOfRangeException>(() => set[1][20]);
    }

    [Theory]
    [InlineData(39)]
    [InlineData(41)]
    public void Sources_of_another_length_are_refused_with_both_lengths(int length)
    {
        var set = new ParameterSet([Info("Weight", [2, 20], 0, 16)], 64);
        string message = Assert.Throws<ArgumentException>(() => set[0].CopyFrom(new float[length])).Message;
        Assert.Contains("40", message);
        Assert.Contains(length.ToString(), message);
        Assert.Throws<ArgumentException>(() => set[0].CopyTo(new float[39]));
    }

    [Fact]
    public void Trainable_ranges_join_neighbors_and_leave_frozen_layers_out()
    {
        var set = new ParameterSet(
            [Info("A", [16], 0, 16), Info("B", [3, 5], 16, 16), Info("C", [4], 64, 16, trainable: false), Info("D", [2], 80, 16)], 96);
        Assert.Equal([(0, 64), (80, 16)], set.TrainableRanges.ToArray().Select(range => (range.Start, range.Length)));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_there_are()
    {
        var set = new ParameterSet([Info("Weight", [2, 20], 0, 16)], 64);
        Assert.Contains("Dense1.Weight", Assert.Throws<KeyNotFoundException>(() => set["Dense2.Weight"]).Message);
        Assert.False(set.TryGet("Dense2.Weight", out _));
    }

    [Fact]
    public void Sets_of_the_same_shapes_copy_from_each_other()
    {
        var from = new ParameterSet([Info("Weight", [2, 20], 0, 16)], 64);
        var to = new ParameterSet([Info("Weight", [2, 20], 0, 32)], 64);
        from[0].CopyFrom(Enumerable.Range(0, 40).Select(i => (float)i).ToArray());
        to.CopyFrom(from);
        Assert.Equal(from[0].ToArray(), to[0].ToArray());
        Assert.Throws<ArgumentException>(() => to.CopyFrom(new ParameterSet([Info("Weight", [20, 2], 0, 16)], 320)));
    }

    [Fact]
    public void A_handle_finds_its_parameters()
    {
        var set = new ParameterSet([Info("Weight", [2, 20], 0, 16)], 64);
        var handle = new Dense("Dense1", set);
        Assert.Same(set[0], handle.Weight);
        Assert.False(handle.HasBias);
        Assert.Contains("Bias = false", Assert.Throws<InvalidOperationException>(() => handle.Bias).Message);
    }
}
