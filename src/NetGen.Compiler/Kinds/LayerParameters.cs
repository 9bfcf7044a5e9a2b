using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>The parameters that layers ask for: the same values in every graph of a network.</summary>
public sealed class LayerParameters
{
    private readonly List<ParameterRequest> requests = [];
    private readonly Dictionary<(string Layer, string Role), Value> known = [];

    public IReadOnlyList<ParameterRequest> Requests => requests;

    /// <summary>The parameter of that layer and role; the one requested where there is none yet.</summary>
    internal Value Of(ParameterRequest request)
    {
        if (known.TryGetValue((request.Layer, request.Role), out Value? value)) return value;
        requests.Add(request);
        known.Add((request.Layer, request.Role), request.Value);
        return request.Value;
    }
}
