namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>Generated networks run: loaded into this process, and unloaded after.</summary>
public class RunTests
{
    private const string Source = """
        using NetGen;
        namespace Samples;
        [Network]
        [Input(4)]
        [Dense(2, Initializer = Initializer.Constant, InitializerValue = 0.5, BiasInitializer = Initializer.Zeros)]
        [MeanSquaredError]
        public sealed partial class Net
        {
            public static float[] Predict1234()
            {
                float[] y = new float[OutputLength];
                new Net(1).Predict([1, 2, 3, 4], y);
                return y;
            }
        }
        """;

    [Fact]
    public void A_network_predicts()
    {
        using LoadedNetworks networks = LoadedNetworks.Load(Source);
        Assert.Equal("Samples.Net", networks.Create("Samples.Net").GetType().FullName);
        Assert.Equal([5f, 5f], networks.Call<float[]>("Samples.Net", "Predict1234"));
    }

    [Fact]
    public void A_wrong_network_can_be_compiled_against_and_throws()
    {
        using LoadedNetworks networks = LoadedNetworks.Load(Source.Replace("Dense(2,", "Dense(0,"));
        var exception = Assert.Throws<InvalidOperationException>(() => networks.Call<float[]>("Samples.Net", "Predict1234"));
        Assert.Contains("Samples.Net", exception.Message);
    }
}
