namespace NetGen;

/// <content>Public here; in the library it is internal.</content>
public sealed partial record NumberRange;
