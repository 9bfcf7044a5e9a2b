namespace NetGen.Compiler.Declarations;

/// <summary>
/// What the members that only generated code uses are called. Users need not know these names, so where a user has one (as a member, in a
/// base class, as anything the class's own code could mean by it) the generated member gets a number: <c>core</c>, <c>core_2</c>.
/// </summary>
/// <param name="Taken">Those of these names, numbered ones among them, that the user has.</param>
public readonly record struct PrivateNames(EquatableArray<string> Taken)
{
    /// <summary>The names as they are where no one has them.</summary>
    public static IReadOnlyList<string> Wanted { get; } =
    [
        "core", "handles", "Handles", "Description", "Kernels", "CheckKernels", "IKernels", "Passes", "TIsa", "Avx512", "Avx2", "Neon",
            "Portable", "Checks", "ErrorsInDeclaration",
    ];

    /// <summary>
    /// Words that are keywords only where no type has their name, with what they stand for; <c>var</c> stands for the type of the value.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Contextual { get; } = new Dictionary<string, string>
        { ["nuint"] = "global::System.UIntPtr", ["var"] = "" };

    public string Core => Of("core");
    public string HandlesField => Of("handles");
    public string HandlesType => Of("Handles");

    /// <summary>The class whose one field is initialized when it is first read, and not when the user's static fields are.</summary>
    public string Description => Of("Description");
    public string Kernels => Of("Kernels");
    public string CheckKernels => Of("CheckKernels");
    public string IKernels => Of("IKernels");
    public string Passes => Of("Passes");

    /// <summary>The type parameter of the passes.</summary>
    public string TIsa => Of("TIsa");
    public string ErrorsInDeclaration => Of("ErrorsInDeclaration");

    /// <summary>Whether a type of this name is in scope, so that the word is no keyword.</summary>
    public bool IsCaptured(string contextual) => Taken.Contains(contextual);

    /// <summary>The class of a target.</summary>
    public string Target(string target) => Of(target);

    /// <summary>All that can be taken, given which names are: what <see cref="Taken"/> has to hold.</summary>
    public static IEnumerable<string> TakenOf(Func<string, bool> isTaken) => TakenOf(isTaken, Wanted);

    /// <inheritdoc cref="TakenOf(Func{string, bool})"/>
    public static IEnumerable<string> TakenOf(Func<string, bool> isTaken, IEnumerable<string> wanted)
    {
        var taken = new List<string>();
        foreach (string name in wanted)
            Identifiers.Free(name, candidate =>
            {
                bool known = isTaken(candidate);
                if (known) taken.Add(candidate);
                return known;
            });
        return taken;
    }

    private string Of(string wanted) => Identifiers.Free(wanted, Taken.Contains);
}
