namespace NetGen;

/// <summary>Says something about the layer of the member it is on.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public abstract class ModifierAttribute : Attribute
{
    private protected ModifierAttribute() { }
}
