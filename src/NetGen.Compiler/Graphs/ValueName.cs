namespace NetGen.Compiler.Graphs;

/// <summary>What a value is called in its network, <c>dz2</c>, and in kernels, which know no layer: <c>dz</c>.</summary>
public readonly record struct ValueName(string Text, string Role)
{
    public static implicit operator ValueName(string text) => new(text, text);

    public static ValueName operator +(string before, ValueName name) => new(before + name.Text, before + name.Role);

    public static ValueName operator +(ValueName name, string behind) => new(name.Text + behind, name.Role + behind);

    /// <summary>The name of another value of its role.</summary>
    public ValueName Numbered(int number) => this with { Text = FormattableString.Invariant($"{Text}_{number}") };

    public override string ToString() => Text;
}
