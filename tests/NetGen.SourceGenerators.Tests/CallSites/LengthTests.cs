namespace NetGen.SourceGenerators.Tests.CallSites;

/// <summary>Lengths that the source alone fixes are known, and no others.</summary>
public class LengthTests
{
    [Theory]
    [InlineData("new float[9]")]
    [InlineData("new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }")]
    [InlineData("new[] { 1f, 2, 3, 4, 5, 6, 7, 8, 9 }")]
    [InlineData("[1, 2, 3, 4, 5, 6, 7, 8, 9]")]
    [InlineData("[.. new float[4], 5, .. stackalloc float[4]]")]
    [InlineData("stackalloc float[9]")]
    [InlineData("stackalloc float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }")]
    [InlineData("stackalloc[] { 1f, 2, 3, 4, 5, 6, 7, 8, 9 }")]
    [InlineData("new float[Nines]")]
    [InlineData("new float[Classifier.InputLength - 1]")]
    [InlineData("new float[3 * 3]")]
    [InlineData("some.AsSpan(0, 9)")]
    [InlineData("some.AsSpan(n, 9)")]
    [InlineData("some.AsSpan(n).Slice(1, 9)")]
    [InlineData("some.AsSpan(3..12)")]
    [InlineData("new float[12].AsSpan(3)")]
    [InlineData("new float[12].AsSpan(3..)")]
    [InlineData("some.AsMemory(0, 9).Span")]
    [InlineData("some[..9]")]
    [InlineData("some[2..11]")]
    [InlineData("some[^9..]")]
    [InlineData("some[^12..^3]")]
    [InlineData("(new float[12])[3..]")]
    [InlineData("(new float[12])[1..^2]")]
    [InlineData("(new float[12])[^10..11]")]
    [InlineData("some.AsSpan()[..9]")]
    [InlineData("some.AsSpan(n)[4..13]")]
    [InlineData("some.AsSpan(0, 9).ToArray()")]
    [InlineData("Enumerable.Repeat(1f, 9).ToArray()")]
    [InlineData("GC.AllocateUninitializedArray<float>(9)")]
    [InlineData("MemoryMarshal.CreateSpan(ref some[0], 9)")]
    [InlineData("new Span<float>(some, 1, 9)")]
    [InlineData("new ReadOnlySpan<float>(new float[9])")]
    [InlineData("new ArraySegment<float>(some, 0, 9)")]
    [InlineData("default(Nine)", "var nine = default(Nine); ", "nine")]
    [InlineData("b ? new float[9] : some[..9]")]
    [InlineData("local", "var local = new float[9]; ")]
    [InlineData("local", "Span<float> local = stackalloc float[9]; ")]
    [InlineData("local", "ReadOnlySpan<float> local = [1, 2, 3, 4, 5, 6, 7, 8, 9]; ")]
    [InlineData("local", "var first = new float[12]; var local = first.AsSpan(first.Length - 9); ")]
    [InlineData("local", "var size = 9; var local = new float[size]; local[0] = 3; ")]
    [InlineData("fixedArray")]
    [InlineData("Property")]
    [InlineData("new Vector().Array[..9]")]
    public void A_length_of_nine_is_seen(string x, string before = "", string? underlined = null)
    {
        var reported = Calls.Say($"{before}net.Predict({(underlined ?? x)});", Members);
        Assert.Equal([("NG3101", underlined ?? x, "Classifier.Predict takes one sample, 10 values, in 'x', but 9 values are given here")],
            reported);
    }

    public static TheoryData<string, string, string> FormsInCalls => new(
        from form in (string[])["new float[9]", "stackalloc float[9]", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "some[..9]",
            "new float[Nines]", "nine"]
        from call in (string[])["Classifier.Predict(x): net.Predict({0}, y)", "Classifier.TrainStep(x): net.TrainStep({0}, y, optimizer)",
            "Classifier.Forward(x): net.Forward(tape, {0})", "Generator.Backward(dy): maker.Backward(made, {0})"]
        select (form, call.Substring(0, call.IndexOf(':')), call.Substring(call.IndexOf(':') + 2)));

    [Theory]
    [MemberData(nameof(FormsInCalls))]
    public void Every_form_of_it_is_seen_in_every_call(string form, string method, string call)
    {
        string parameter = method.Substring(method.IndexOf('(')).Trim('(', ')');
        Assert.Equal(
            [("NG3101", form, $"{method.Substring(0, method.IndexOf('('))} takes samples of 10 values each (10, 20, 30, …) in "
                + $"'{parameter}', but 9 values are given here")],
            Calls.Say(
                $"var nine = default(Nine); nine[0] = 1; {string.Format(System.Globalization.CultureInfo.InvariantCulture, call, form)};",
                Members));
    }

    private const string Members = """
        const int Nines = 9;
        static readonly float[] fixedArray = new float[9];
        static readonly float[] changed = new float[9];
        static float[] open = new float[9];
        static Program() => changed = new float[10];
        static ReadOnlySpan<float> Property => [1, 2, 3, 4, 5, 6, 7, 8, 9];
        static int Count() => 9;
        static float[] Make() => new float[9];
        static void Change(ref float[] x) => x = new float[10];
        """;

    [Theory]
    [InlineData("some")]
    [InlineData("new float[n]")]
    [InlineData("new float[10]")]
    [InlineData("new float[Count()]")]
    [InlineData("Make()")]
    [InlineData("some.AsSpan(n, n + 3)")]
    [InlineData("some[n..9]")]
    [InlineData("some[3..]")]
    [InlineData("some.AsSpan(3)")]
    [InlineData("[.. some, 1, 2]")]
    [InlineData("b ? new float[9] : some")]
    [InlineData("b ? new float[9] : new float[10]")]
    [InlineData("new Vector()")]
    [InlineData("new Vector().Array")]
    [InlineData("(float[])(object)new float[10]")]
    [InlineData("changed")]
    [InlineData("open")]
    [InlineData("local", "float[] local; if (b) local = new float[9]; else local = new float[10]; ")]
    [InlineData("local", "var local = new float[9]; local = new float[10]; ")]
    [InlineData("local", "var local = new float[9]; Change(ref local); ")]
    [InlineData("local", "var local = new float[9]; (local, _) = (new float[10], 1); ")]
    [InlineData("local", "var local = new float[9]; Action act = () => local = new float[10]; act(); ")]
    [InlineData("local", "var local = new float[9]; ref var other = ref local; other = new float[10]; ")]
    [InlineData("local", "int size = 9; size++; var local = new float[size]; ")]
    [InlineData("local", "float[] local = null!; local ??= new float[9]; ")]
    [InlineData("local", "foreach (float[] local in new[] { new float[9] }) ")]
    [InlineData("ten", "var ten = default(Ten); ")]
    [InlineData("MemoryMarshal.Cast<byte, float>(new byte[36])")]
    public void What_may_be_another_length_is_no_mistake(string x, string before = "") =>
        Assert.Empty(Calls.Say($"{before}net.Predict({x});", Members));
}
