namespace NetGen.Compiler.Graphs;

/// <summary>What a layer's result may be: any number, values in 0…1 one by one, or 0…1 with sum 1.</summary>
public enum Domain { Any, Probabilities, Distribution }
