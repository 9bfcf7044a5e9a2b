using System.Globalization;
using NetGen.Compiler.CSharp;

namespace NetGen.Compiler.Tests;

/// <summary>Generated text is indented and separated the same way, and no culture or line end of the machine gets into it.</summary>
public class CodeWriterTests
{
    [Fact]
    public void Blocks_indent_what_is_in_them()
    {
        var writer = new CodeWriter();
        using (writer.Block("if (a)"))
        {
            writer.Write("""
                b();

                c();
                """);
            using (writer.Block("new D", "};")) writer.Write("E = 1,");
        }
        using (writer.Indented()) writer.Write("f();");
        Assert.Equal("if (a)\n{\n    b();\n\n    c();\n    new D\n    {\n        E = 1,\n    };\n}\n    f();\n", writer.ToString());
    }

    [Fact]
    public void Lines_of_a_value_keep_the_indentation_of_the_place_it_is_in()
    {
        var writer = new CodeWriter();
        string body = "a();\nb();";
        writer.Write($$"""
            {
                {{body}}
            }
            """);
        Assert.Equal("{\n    a();\n    b();\n}\n", writer.ToString());
    }

    [Fact]
    public void Members_are_separated_by_one_empty_line_and_none_at_the_start_of_a_block()
    {
        var writer = new CodeWriter();
        using (writer.Block("class A"))
            foreach (string member in new[] { "int b;", "int c;" })
            {
                writer.Separate();
                writer.Write(member);
            }
        Assert.Equal("class A\n{\n    int b;\n\n    int c;\n}\n", writer.ToString());
    }

    [Fact]
    public void Numbers_are_invariant_in_a_culture_with_a_minus_sign_of_its_own()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var own = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        own.NumberFormat.NegativeSign = "−";
        own.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = own;
        try
        {
            var writer = new CodeWriter();
            writer.Write($"{-1} {-2L} {-0.5} {-1e-30:R}");
            Assert.Equal("-1 -2 -0.5 -1E-30\n", writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Line_ends_of_the_source_file_do_not_show()
    {
        var writer = new CodeWriter();
        writer.Write("a\r\n\r\nb");
        Assert.Equal("a\n\nb\n", writer.ToString());
    }
}
