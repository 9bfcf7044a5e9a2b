using NetGen.Formats;

namespace NetGen.Tests;

/// <summary>Tables are read as they are meant, or refused by line and column; nothing is taken for something else without a word.</summary>
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
        Assert.Contains("t.csv, line 3: 1 field, where line 1 has 2 fields.",
            Assert.Throws<FormatException>(() => Csv.Parse("a,b\n1,2\n3\n", name: "t.csv")).Message);

    [Fact]
    public void A_quote_left_open_is_refused() =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => Csv.Parse("a\n\"b\nc\n")).Message);

    [Fact]
    public void What_is_no_number_is_refused_by_its_place() =>
        Assert.Contains("(text), line 3 (row 2), column b: \"x\" is no number.",
            Assert.Throws<FormatException>(() => Csv.Parse("a,b\n1,2\n3,x\n").ToFloats()).Message);

    [Fact]
    public void An_unknown_column_is_refused_with_the_columns_there_are() =>
        Assert.Contains("a, b", Assert.Throws<KeyNotFoundException>(() => Csv.Parse("a,b\n1,2\n").ToFloats("c")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData(" ")]
    [InlineData("?")]
    [InlineData("null")]
    public void A_missing_value_is_refused_with_its_line_or_given_a_value(string field)
    {
        Csv table = Csv.Parse($"a,b\n1,2\n\n3,{field}\n", name: "t.csv");
        Assert.Equal(
            $"t.csv, line 4 (row 2), column b: the value is missing (\"{field}\"). Say what to put in its place, "
            + "ToFloats(ifMissing: 0, …), or leave the row out.",
            Assert.Throws<FormatException>(() => table.ToFloats()).Message);
        Assert.Equal([1, 2, 3, -1], table.ToFloats(ifMissing: -1));
        Assert.Equal([2, float.NaN], table.ToFloats(float.NaN, "b"));
    }

    [Theory]
    [InlineData("1e39")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void What_no_float_holds_is_refused(string field) =>
        Assert.Contains("is not within a float's range",
            Assert.Throws<FormatException>(() => Csv.Parse($"a\n{field}\n").ToFloats()).Message);

    [Theory]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    public void Numbers_are_those_of_the_invariant_culture(string field) =>
        Assert.Contains("is no number", Assert.Throws<FormatException>(() => Csv.Parse($"a\n\"{field}\"\n").ToFloats()).Message);

    [Fact]
    public void Two_columns_of_one_name_are_refused_and_two_without_a_name_are_not()
    {
        Assert.Equal(
            "t.csv, line 1: columns 1 and 3 are both called \"a\". Rename one; or read the table with header: false, which numbers the "
            + "columns, if this line holds no names.",
            Assert.Throws<FormatException>(() => Csv.Parse("a,b,a\n1,2,3\n", name: "t.csv")).Message);
        Assert.Equal(2, Csv.Parse("a,,\n1,2,3\n4,5,6\n").Count);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        Csv table = Csv.Parse("a,b\r\n\r\n\"x\ny\",1\r\n2,oops\r\n", name: "t.csv");
        Assert.StartsWith("t.csv, line 5 (row 2), column b:", Assert.Throws<FormatException>(() => table.ToFloats("b")).Message);
        Assert.StartsWith("t.csv, line 4: 3 fields, where line 1 has 2",
            Assert.Throws<FormatException>(() => Csv.Parse("a,b\r1,2\r3,4\r5,6,7\r", name: "t.csv")).Message);
    }

    [Fact]
    public void An_empty_text_in_quotes_is_a_row_and_an_empty_line_is_none() => Assert.Equal(2, Csv.Parse("a\n\"\"\n\nx\n").Count);

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('\r')]
    public void A_separator_that_ends_something_else_is_refused(char separator) =>
        Assert.Throws<ArgumentException>(() => Csv.Parse("a", separator: separator));

    [Fact]
    public void Bytes_that_are_no_text_are_refused_by_their_place_and_marks_choose_the_encoding()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("t.csv");
        System.IO.File.WriteAllBytes(path, [.. "name\nM"u8, 0xFC, .. "ller\n"u8]);
        Assert.StartsWith($"{path}, byte 6: the text is not valid UTF-8.", Assert.Throws<FormatException>(() => Csv.Load(path)).Message);
        foreach (System.Text.Encoding encoding in (System.Text.Encoding[])[System.Text.Encoding.UTF8, System.Text.Encoding.Unicode,
            System.Text.Encoding.BigEndianUnicode, System.Text.Encoding.UTF32])
        {
            System.IO.File.WriteAllText(path, "Größe\n1\n", encoding);
            Assert.Equal(["Größe"], Csv.Load(path).Columns);
        }
    }

    [Fact]
    public void Messages_are_short_and_harmless_whatever_the_text_is()
    {
        string hostile = "\u001b[31m\u202e" + new string('x', 1_000_000);
        foreach (Action act in (Action[])[() => Csv.Parse($"a\n{hostile}\n").ToFloats(), () => Csv.Parse($"{hostile},{hostile}\n"),
            () => Csv.Parse($"{hostile}\n1\n").IndexOf("b")])
        {
            string message = Record.Exception(act)!.Message;
            Assert.True(message.Length < 1000);
            Assert.DoesNotContain('\u001b', message);
            Assert.DoesNotContain('\u202e', message);
        }
    }

    [Fact]
    public void The_diabetes_table_is_read()
    {
        string file = TestFiles.Data("tabular", "diabetes", "diabetes_target.csv");
        Assert.SkipUnless(File.Exists(file), $"There is no file {file}.");
        Csv table = Csv.Load(file, header: false);
        Assert.Equal(442, table.Count);
        Assert.Equal([151, 75, 141], table.ToFloats()[..3]);
    }
}
