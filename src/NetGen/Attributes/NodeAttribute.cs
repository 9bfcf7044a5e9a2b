namespace NetGen;

/// <summary>
/// What a declaration is made of: an input, a layer or a loss. The attributes of a class bearing <see cref="NetworkAttribute"/>
/// are its network, from top to bottom; each takes what the one above gives.
/// </summary>
/// <remarks>
/// The C# compiler takes these attributes on a struct too, only so that NetGen can say in one message that a network is a class.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public abstract class NodeAttribute : Attribute
{
    private protected NodeAttribute() { }
}
