using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>The mistakes in a network's C# declaration. Those in the network it declares are in the compiler's own rules.</summary>
public static class DeclarationRules
{
    public static readonly Rule Internal = new("NG0001", "NetGen failed",
        "NetGen failed on network '{0}', and the fault is NetGen's: {1}. Please report it with the declaration at "
        + "https://github.com/netgen-net/netgen/issues.");

    public static readonly Rule NotPartial = new("NG1001", "A network's class is not partial",
        "Network '{0}' is not partial, so nothing can be generated into it; write 'partial class {0}'");

    public static readonly Rule OuterNotPartial = new("NG1002", "A class around a network is not partial",
        "'{0}' contains network '{1}' and is not partial, so nothing can be generated into it; write 'partial {2} {0}'");

    public static readonly Rule Generic = new("NG1003", "A network is generic",
        "Network '{0}' has type parameters, but what is generated is one network of fixed sizes; remove '{1}'");

    public static readonly Rule Static = new("NG1004", "A network is static",
        "Network '{0}' is static, but its parameters belong to an object; remove 'static'");

    public static readonly Rule Abstract = new("NG1005", "A network is abstract",
        "Network '{0}' is abstract, but networks are created and loaded as objects of their class; remove 'abstract'");

    public static readonly Rule NotAClass = new("NG1006", "A network is not a class",
        "Network '{0}' is a {1}, but its parameters are one block that only an object with an identity can own; write 'partial class {0}'");

    public static readonly Rule FileLocal = new("NG1007", "A network is local to its file",
        "'{0}' is local to its file, so generated files cannot reach network '{1}'; remove 'file' (a "
        + "private nested class stays hidden too)");

    public static readonly Rule LayersOnAnotherPart = new("NG1008", "Layers on another part of the class",
        "'{0}' is on another part of network '{1}', where nothing says in which order the layers come; move it "
        + "to the declaration that has [Network]");

    public static readonly Rule LayerOnMember = new("NG1009", "A layer on a member of a chain",
        "'{0}' is on property '{1}', where it would be left out: network '{2}' is a chain, with its layers on the class; write all of "
        + "them there, or all of them as members");

    public static readonly Rule ReservedName = new("NG1010", "A name that a generated member has",
        "'{0}' is the name of a member that NetGen generates for {2} '{1}'; give your own another name");

    public static readonly Rule ConstructorTaken = new("NG1011", "The generated constructor exists already",
        "NetGen generates the constructor '{0}(ulong seed)' of network '{0}', which draws its first "
        + "parameters; give your own other parameters");

    public static readonly Rule ConstructorOnItsOwn = new("NG1012", "A constructor that leaves a network without parameters",
        "This constructor of network '{0}' does not call the generated one, so there would be no "
        + "parameters; write ': this(seed)' after it");

    public static readonly Rule PrimaryConstructor = new("NG1013", "A network with a primary constructor",
        "Network '{0}' has a primary constructor, which every other would have to call, also the generated '{0}(ulong seed)'; write an "
        + "ordinary one with ': this(seed)'");

    public static readonly Rule BaseConstructor = new("NG1014", "A base class that cannot be created without arguments",
        "Network '{0}' derives from '{1}', which has no constructor without parameters for the generated "
        + "constructor to call; add one to '{1}'");

    public static readonly Rule NoNetwork = new("NG1015", "Layers without [Network]",
        "'{0}' has '{1}' but no [Network], so nothing is generated; add [Network] above");

    public static readonly Rule LanguageVersion = new("NG1016", "The C# language is too old",
        "Network '{0}' needs C# 12 and the project is set to C# {1}; remove LangVersion from the project, or raise it");

    public static readonly Rule MemberNotPartial = new("NG1017", "A member is not partial",
        "'{0}' is a layer, and its property is not partial, so nothing can be generated for it; write '{1}'");

    public static readonly Rule MemberNotReadable = new("NG1018", "A member has more than a getter",
        "'{0}' is a layer, and its property gives the layer's handle, no more; write '{1}'");

    public static readonly Rule LossWithoutLayer = new("NG1019", "A loss without a layer",
        "'{0}' has a loss and no layer whose output it could judge; add the layer's attribute before it");

    public static readonly Rule TwoLayersOnMember = new("NG1020", "Two layers on one member",
        "'{0}' is a second layer on '{1}', which is {2} already: give it a property of its own, below");

    public static readonly Rule MemberType = new("NG1021", "A member has another layer's type",
        "'{0}' is declared as '{1}', but {2} gives a '{3}': write that");

    public static readonly Rule BlockNotPartial = new("NG1022", "A block's class is not partial",
        "Block '{0}' cannot be the handle of the places where it is applied: '{1}' is not partial; write 'partial {2} {1}'");

    public static readonly Rule BlockNotAClass = new("NG1023", "A block is not an ordinary class",
        "Block '{0}' is {1}, but it must be an ordinary class, because objects of it are the handles of "
        + "the places where it is applied; {2}");

    public static readonly Rule BlockAndNetwork = new("NG1024", "A block that is a network",
        "'{0}' is both a network and a block: a network has an input of its own, a block takes the input. Move its "
        + "layers to a block and apply that in both");

    public static readonly Rule TwoNetworks = new("NG1025", "[Network] twice",
        "'{0}' has [Network] a second time here, but a network is one declaration: remove this one, and move "
        + "layers that are with it to the first");

    public static readonly Rule NamesAlike = new("NG1026", "Names that differ only in case",
        "'{0}' and '{1}' of '{2}' differ only in case, too little for the names of their tensors in files: give one of them another name");

    public static readonly Rule DerivesFromNetwork = new("NG1027", "A network that derives from a network",
        "Network '{0}' derives from network '{1}', so it would have two of every generated member, and two blocks of parameters; put "
        + "the layers that both share into a [Block] and apply that in each");

    public static readonly Rule RequiredMember = new("NG1028", "A member that has to be set by those who create the object",
        "'{0}' of {1} '{2}' is required, but NetGen creates objects too, {3}, and has no value for it; remove 'required', "
        + "and give it one where it is declared");

    public static readonly Rule BlockConstructor = new("NG1029", "A block that cannot be created",
        "NetGen creates an object of block '{0}' for each place where it is applied, by a constructor it "
        + "generates, '{0}(string, ParameterSet)'; {1}");

    public static readonly Rule AbstractMember = new("NG1030", "An abstract member with the name of a generated one",
        "'{0}' of base class '{1}' is abstract and would be hidden by the member of that name that NetGen generates for network '{2}'; "
        + "declare it in an interface, which the generated member can implement, or give it another name");

    public static readonly Rule Indexer = new("NG1115", "An indexer as a member",
        "'{0}' is on an indexer, and a layer is a property that has a name: write 'public partial {1} {0}1 {{ get; }}'");

    public static readonly Rule Unoptimized = new("NG3001", "Networks built without optimization",
        "{0} is built without optimization, which makes its networks some fifty times slower; set {1}", IsWarning: true);

    public static readonly Rule UnknownToGenerator = new("NG1112", "Not known while NetGen reads the declaration",
        "{0} '{1}' uses '{2}', which is not there yet while NetGen reads the declaration, because code generators do not see one another's "
        + "code: write the value itself, or declare it in a file of your own");

    public static readonly Rule NullInArgument = new("NG1113", "A null among the names",
        "'{0}' takes names of members, and one of those given is null: remove it, or write a name, as in nameof(Wide)");

    public static readonly Rule CircularSize = new("NG1114", "A size that depends on itself",
        "Network '{0}' takes '{1}', which depends on '{0}' itself ({2}): write the number at one of them");

    /// <summary>Everything this assembly reports.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Internal, NotPartial, OuterNotPartial, Generic, Static, Abstract, NotAClass, FileLocal, LayersOnAnotherPart, LayerOnMember,
        ReservedName, ConstructorTaken, ConstructorOnItsOwn, PrimaryConstructor, BaseConstructor, NoNetwork, LanguageVersion,
        MemberNotPartial, MemberNotReadable, LossWithoutLayer, TwoLayersOnMember, MemberType, BlockNotPartial, BlockNotAClass,
            BlockAndNetwork, TwoNetworks, NamesAlike, DerivesFromNetwork, RequiredMember, BlockConstructor, AbstractMember,
        UnknownToGenerator, NullInArgument, CircularSize, Indexer, Unoptimized,
    ];

    internal static Finding At(this Rule rule, Place place, params string[] values) => new(new Problem(rule, -1, null, values), place);

    /// <summary>In one line: what is thrown, and where it is thrown.</summary>
    internal static Problem InternalError(string network, Exception exception)
    {
        string frame = (exception.StackTrace ?? "").Split('\n')[0].Trim();
        string text = exception.GetType().Name + ": " + exception.Message.Replace("\r", "").Replace('\n', ' ')
            + (frame.Length == 0 ? "" : " (" + frame + ")");
        return new Problem(Internal, -1, null, network, text);
    }
}
