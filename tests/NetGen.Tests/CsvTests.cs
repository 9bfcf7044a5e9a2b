using NetGen.Formats;

namespace NetGen.Tests;

public class CsvTests
{
    [Fact]
    public void Columns_are_read_by_name_in_the_order_asked_for()
    {
        Csv table = Csv.Parse("a,b,kind\n1,2.5,x\n-3e2,4,y\n");
        Assert.Equal(["a", "b", "kind"], table.Columns);
        Assert.Equal([2.5f, 1, 4, -300], table.ToFloats("b", "a"));
        (int[] indices, string[] classes) = table.ToClasses("kind");
        Assert.Equal([0, 1], indices);
        Assert.Equal(["x", "y"], classes);
    }

    [Fact]
    public void Quotes_may_hold_separators_lines_and_quotes() =>
        Assert.Equal("a,\"b\"\nc", Csv.Parse("x;y\r\n\"a,\"\"b\"\"\nc\";2\r\n", separator: ';')[0, 0]);

    [Theory]
    [InlineData("1,2\n3,4")]
    [InlineData("\uFEFF1,2\r\n3,4\r\n")]
    [InlineData("1,2\n\n3,4\n\n")]
    public void Line_ends_marks_and_empty_lines_do_not_matter(string text)
    {
        Csv table = Csv.Parse(text, header: false);
        Assert.Equal(2, table.Count);
        Assert.Equal([1, 2, 3, 4], table.ToFloats());
        Assert.Equal(["0", "1"], table.Columns);
    }

    [Fact]
    public void An_empty_field_at_the_end_is_a_field() => Assert.Equal("", Csv.Parse("a,b\n1,\n")[0, 1]);

    [Fact]
    public void A_line_of_another_length_is_refused_by_its_number() =>
        Assert.Contains("t.csv, line 3: 1 fields", Assert.Throws<FormatException>(() => Csv.Parse("a,b\n1,2\n3\n", name: "t.csv")).Message);

    [Fact]
    public void A_quote_left_open_is_refused() => Assert.Contains("line 2", Assert.Throws<FormatException>(() => Csv.Parse("a\n\"b\nc\n")).Message);

    [Fact]
    public void What_is_no_number_is_refused_by_its_place() =>
        Assert.Contains("row 2, column b: \"?\"", Assert.Throws<FormatException>(() => Csv.Parse("a,b\n1,2\n3,?\n").ToFloats()).Message);

    [Fact]
    public void An_unknown_column_is_refused_with_the_columns_there_are() =>
        Assert.Contains("a, b", Assert.Throws<KeyNotFoundException>(() => Csv.Parse("a,b\n1,2\n").ToFloats("c")).Message);

    [Fact]
    public void The_diabetes_table_is_read()
    {
        string file = Path.Combine(TestFiles.Data("tabular"), "diabetes", "diabetes_target.csv");
        Assert.SkipUnless(File.Exists(file), $"There is no file {file}.");
        Csv table = Csv.Load(file, header: false);
        Assert.Equal(442, table.Count);
        Assert.Equal([151, 75, 141], table.ToFloats()[..3]);
    }
}
