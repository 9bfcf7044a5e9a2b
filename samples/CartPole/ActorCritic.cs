using NetGen;

/// <summary>
/// What to do in a state, and what the state is worth: one trunk, two heads. Neither has a loss, for their gradients are made in Ppo.
/// </summary>
[Network]
internal sealed partial class ActorCritic
{
    [Input(4)] public partial Input State { get; }
    [Dense(64, Activation.Tanh)] public partial Dense Trunk1 { get; }
    [Dense(64, Activation.Tanh)] public partial Dense Trunk2 { get; }
    [Dense(2), Output] public partial Dense Policy { get; }
    [Dense(1, From = nameof(Trunk2)), Output] public partial Dense Value { get; }
}
