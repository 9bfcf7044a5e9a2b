namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>What the user's own members must leave room for.</summary>
public class MemberRuleTests
{
    private static string Net(string members, string layers = "Dense(2)") =>
        $"using NetGen;\n[Network, Input(4), {layers}] sealed partial class Net\n{{\n{members}\n}}";

    [Theory]
    [InlineData("public void Predict() { }", "Predict")]
    [InlineData("public int ParameterCount => 1;", "ParameterCount")]
    [InlineData("public const int InputLength = 3;", "InputLength")]
    [InlineData("public void get_Info() { }", "get_Info")]
    [InlineData("[System.Runtime.CompilerServices.IndexerName(\"Predict\")] public int this[int i] => i;", "this", "Predict")]
    [InlineData("public int Dense1 { get; set; }", "Dense1")]
    public void Names_of_generated_members_are_reserved(string member, string underlined, string? name = null) =>
        Expect.One("NG1010", underlined,
            $"'{name ?? underlined}' is the name of a member that NetGen generates for network 'Net'; give your own another name",
            Net(member));

    [Fact]
    public void A_layer_is_no_exception() =>
        Expect.One("NG1010", "Predict",
            "'Predict' is the name of a member that NetGen generates for network 'Net'; give your own another name",
            "using NetGen;\n[Network] sealed partial class Net\n{\n[Input(4)] public partial Input X { get; }\n"
            + "[Dense(2)] public partial Dense Predict { get; }\n}");

    /// <summary>Nothing else is generated then, and yet C# has nothing to ask for.</summary>
    [Theory]
    [InlineData("NG1010", "public int Summary => 1;")]
    [InlineData("NG1011", "public Net(ulong seed) => _ = seed;")]
    [InlineData("NG1012", "public Net() { }")]
    public void What_is_in_the_way_of_a_network_of_members_is_all_that_is_reported(string id, string member) =>
        Expect.Ids([id],
            $"using NetGen;\n[Network] sealed partial class Net\n{{\n[Input(4)] public partial Input X {{ get; }}\n"
            + $"[Dense(2)] public partial Dense Y {{ get; }}\n{member}\n}}");

    [Fact]
    public void Overloads_of_a_reserved_name_are_named_once() =>
        Expect.Ids(["NG1010"], Net("public void Predict() { }\npublic void Predict(int x) => _ = x;"));

    [Theory]
    [InlineData("public float PredictHouse(float[] x) => x[0];")]
    [InlineData("public int Dense2 { get; set; }")]
    [InlineData("public void predict() { }")]
    [InlineData("public static class Avx2 { }")]
    [InlineData("private readonly int core = 1, Kernels = 2; public int Sum => core + Kernels;")]
    [InlineData("public void get_Predict() { }")]
    public void Other_names_are_free(string member) => Expect.None(Net(member));

    [Fact]
    public void The_class_itself_must_not_be_named_like_its_members() =>
        Expect.One("NG1010", "Data", "'Data' is the name of a member that NetGen generates for network 'Data'; give your own another name",
            "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Data;");

    private static string Members(string second) =>
        $"[Network] sealed partial class Net\n{{\n[Input(4)] public partial Input X {{ get; }}\n"
        + $"[Dense(2)] public partial Dense Hidden {{ get; }}\n[Tanh] public partial Layer {second} {{ get; }}\n}}";

    [Theory]
    [InlineData("hidden", "Hidden")]
    [InlineData("HIDDEN", "Hidden")]
    [InlineData("x", "X")]
    public void Names_of_layers_differ_by_more_than_case(string second, string first) =>
        Expect.One("NG1026", second,
            $"'{second}' and '{first}' of 'Net' differ only in case, too little for the names of their tensors in "
            + "files: give one of them another name", "using NetGen;\n" + Members(second));

    [Fact]
    public void Names_of_a_block_s_layers_too() => Expect.Ids(["NG1026"],
        "using NetGen;\n[Block] sealed partial class Step { [Dense(3, Activation.Tanh)] public partial Dense A { get; }\n"
        + "[Dense(3)] public partial Dense a { get; } }\n[Network, Input(4), Apply<Step>] sealed partial class Net;");

    /// <summary>A class is another thing: its files get names that do differ.</summary>
    [Fact]
    public void Names_of_networks_may_differ_in_case_alone() =>
        Expect.None(
            "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net;\n"
            + "[Network, Input(4), Dense(2)] sealed partial class NET;");

    [Fact]
    public void The_generated_constructor_is_taken() =>
        Expect.One("NG1011", "Net",
            "NetGen generates the constructor 'Net(ulong seed)' of network 'Net', which draws its first "
            + "parameters; give your own other parameters",
            Net("public Net(ulong s) => _ = s;"));

    [Theory]
    [InlineData("public Net() { }")]
    [InlineData("public Net(int x) : base() => _ = x;")]
    public void A_constructor_of_ones_own_calls_the_generated_one(string constructor) =>
        Expect.One("NG1012", "Net",
            "This constructor of network 'Net' does not call the generated one, so there would be no "
            + "parameters; write ': this(seed)' after it",
            Net(constructor));

    [Fact]
    public void A_constructor_that_calls_the_generated_one_is_fine() =>
        Expect.None(Net("public Net() : this(42UL) { }\npublic Net(int x) : this() => _ = x;\nstatic Net() { }"));

    [Fact]
    public void A_primary_constructor_cannot_be_called_by_the_generated_one() =>
        Expect.One("NG1013", "(int size)",
            "Network 'Net' has a primary constructor, which every other would have to call, also the generated 'Net(ulong seed)'; write "
            + "an ordinary one with ': this(seed)'",
            "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net(int size) { public int Size => size; }");

    /// <summary>What C# adds is that the generated constructor is not there to be called, which alone would puzzle.</summary>
    [Theory]
    [InlineData("public Base(int x) => _ = x;")]
    [InlineData("private Base() { }\npublic static Base One => new();")]
    public void A_base_class_needs_a_constructor_to_call(string constructor)
    {
        string source =
            $"using NetGen;\nclass Base {{ {constructor} }}\n[Network, Input(4), Dense(2)] sealed partial class Net : Base "
            + $"{{ public Net() : this(1UL) {{ }} }}";
        Expect.Ids(["NG1014", "CS1729"], source);
        Assert.Equal(
            ("NG1014", "Base", "Network 'Net' derives from 'Base', which has no constructor without parameters for the generated "
                + "constructor to call; add one to 'Base'"),
            Expect.Messages([source])[0]);
    }

    [Fact]
    public void Where_CSharp_misses_the_base_constructor_itself_NetGen_is_silent() =>
        Expect.Ids(["CS7036"],
            "using NetGen;\nclass Base { public Base(int x) => _ = x; }\n[Network, Input(4), Dense(2)] sealed partial class Net : Base;");

    [Theory]
    [InlineData("")]
    [InlineData("protected Base(int x = 1) => _ = x;")]
    [InlineData("internal Base(params int[] x) => _ = x;")]
    public void Other_base_classes_are_fine(string constructor) =>
        Expect.None(
            $"using NetGen;\nclass Base {{ {constructor} }}\n[Network, Input(4), Dense(2)] sealed partial class Net : Base, "
            + $"System.IDisposable {{ public void Dispose() {{ }} }}");
}
