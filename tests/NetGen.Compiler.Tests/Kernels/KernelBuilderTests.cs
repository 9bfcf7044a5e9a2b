using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Tests;

/// <summary>A kernel that is built has no loop of one turn or none, and no name that C# would refuse.</summary>
public class KernelBuilderTests
{
    private readonly KernelBuilder kernel = new(4);

    [Fact]
    public void A_loop_of_one_turn_is_its_body_with_the_first_value()
    {
        Index? seen = null;
        kernel.Loop("j", 8, 12, 4, j => seen = j);
        Assert.Equal("8", seen!.ToString());
        Assert.IsType<Scope>(Assert.Single(kernel.Statements));
    }

    [Fact]
    public void A_loop_of_no_turn_is_nothing()
    {
        kernel.Loop("j", 8, 8, 4, _ => Assert.Fail("a body without a turn"));
        Assert.Empty(kernel.Statements);
    }

    [Fact]
    public void A_loop_of_many_turns_or_of_a_number_not_known_stays_a_loop()
    {
        kernel.Loop("j", 0, 8, 4, _ => { });
        kernel.Loop("m", 0, new Var("samples"), 1, _ => { });
        Assert.Equal(["j", "m"], kernel.Statements.Cast<Loop>().Select(loop => loop.Var.Name));
    }

    /// <summary>C# refuses a name that an enclosing scope has, or that a scope inside had before.</summary>
    [Fact]
    public void Names_are_unique_as_CSharp_wants_it()
    {
        Assert.Equal("a", kernel.Let("a", Expression.Vector(0)).Name);
        kernel.Inside(() =>
        {
            Assert.Equal("a_1", kernel.Unique("a"));
            Assert.Equal("b", kernel.Unique("b"));
        });
        kernel.Inside(() => Assert.Equal("b", kernel.Unique("b")));
        Assert.Equal("b_1", kernel.Unique("b"));
    }

    [Fact]
    public void Positions_are_sums_of_variables()
    {
        Var k = new("k"), j = new("j");
        Index position = ((Index)k * 64 + j + 3) * 2 + (Index)j * -2;
        Assert.Equal("k * 128 + 6", position.ToString());
        Assert.Equal("0", ((Index)k * 0).ToString());
        Assert.Equal("k", (Index.Zero + k).ToString());
        Assert.Throws<OverflowException>(() => (Index)int.MaxValue * 2);
    }
}
