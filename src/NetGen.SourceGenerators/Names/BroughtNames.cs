using System.Text;

namespace NetGen.SourceGenerators.Names;

/// <summary>
/// The words of PyTorch, TorchSharp, Keras and ML.NET for what NetGen calls otherwise: the one table that messages and fixes look into.
/// Words
/// that differ only in case or by underscores need no row, nor do those misspelled by a letter or two.
/// </summary>
internal static class BroughtNames
{
    /// <summary>Layers, losses and modifiers, by the attribute's name.</summary>
    public static NameTable Attributes { get; } = new(
        ("Dense", "Linear FullyConnected FC DenseLayer LinearLayer FullyConnectedLayer InnerProduct Gemm"),
        ("Dropout", "Dropout1d DropoutLayer FeatureDropout"),
        ("Flatten", "FlattenLayer View Ravel"),
        ("Reshape", "Unflatten ReshapeLayer"),
        ("BatchNorm", "BatchNorm1d BatchNormalization BatchNormalisation BatchNormLayer BN"),
        ("LayerNorm", "LayerNormalization LayerNormalisation LN"),
        ("RMSNorm", "RMSNormalization RMSNormalisation"),
        ("GaussianNoise", "Noise RandomNoise"),
        ("Concat", "Concatenate Cat Concatenation"),
        ("Add", "Sum Plus AddLayer"),
        ("Multiply", "Mul Product Times"),
        ("Split", "Chunk"),
        ("Slice", "Narrow Crop"),
        ("Residual", "SkipConnection ResidualBlock"),
        ("Repeat", "Stack RepeatBlock"),
        ("PReLU", "ParametricReLU"),
        ("Input", "InputLayer InputShape Inputs InputSize InputSpec"),
        ("Frozen", "Freeze NonTrainable NotTrainable"),
        ("MeanSquaredError", "MSELoss MSE MeanSquaredErrorLoss MeanSquareError L2Loss L2 SquaredLoss SquaredError QuadraticLoss"),
        ("MeanAbsoluteError", "L1Loss L1 MAE MAELoss MeanAbsoluteErrorLoss AbsoluteError"),
        ("BinaryCrossEntropy", "BCELoss BCE BinaryCrossEntropyLoss LogLoss"),
        ("SigmoidCrossEntropy", "BCEWithLogitsLoss BCEWithLogits BinaryCrossEntropyWithLogits SigmoidCrossEntropyLoss"),
        ("CrossEntropy", "SparseCategoricalCrossEntropy CategoricalCrossEntropy"),
        ("SoftmaxCrossEntropy", "CrossEntropyLoss NLLLoss SoftmaxCrossEntropyLoss CrossEntropyWithLogits SoftmaxLoss"),
        ("SmoothL1", "SmoothL1Loss SmoothMAE"),
        ("Huber", "HuberLoss"),
        ("LogCosh", "LogCoshLoss LogCoshError"),
        ("Hinge", "HingeLoss SVMLoss"),
        ("CategoricalHinge", "CategoricalHingeLoss MulticlassHinge"),
        ("KLDivergence", "KLDivLoss KLDiv KLD KullbackLeiblerDivergence KLDivergenceLoss"),
        ("CosineSimilarity", "CosineSimilarityLoss CosineProximity CosineLoss CosineDistance"));

    /// <summary>Layers and losses of those libraries that NetGen does not have, by whatever name.</summary>
    public static HashSet<string> Missing { get; } = Words(
        "Conv Convolution Conv1D Conv2D Conv3D SeparableConv2D DepthwiseConv2D ConvTranspose1d "
        + "ConvTranspose2d Conv2DTranspose Deconvolution",
        "Convolution1D Convolution2D MaxPool MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D AvgPool "
        + "AvgPool1D AvgPool2D AveragePooling2D",
        "AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveMaxPool2d GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling2D Pooling",
        "Embedding EmbeddingBag LSTM LSTMCell GRU GRUCell RNN RNNCell SimpleRNN Bidirectional TimeDistributed",
        "Attention SelfAttention MultiHeadAttention MultiheadAttention Transformer TransformerEncoder "
        + "TransformerEncoderLayer TransformerDecoder",
        "PositionalEncoding GroupNorm InstanceNorm1d InstanceNorm2d Upsample UpSampling2D ZeroPadding2D PixelShuffle Lambda",
        "CTCLoss TripletMarginLoss MarginRankingLoss PoissonNLLLoss GaussianNLLLoss FocalLoss");

    /// <summary>Activations, as a layer and as a member of <c>Activation</c>.</summary>
    public static NameTable Functions { get; } = new(
        ("Identity", "None Linear Ident NoActivation"),
        ("ReLU", "Rectifier RectifiedLinear RectifiedLinearUnit ReLULayer"),
        ("LeakyReLU", "LReLU LeakyRectifier"),
        ("Sigmoid", "Logistic SigmoidLayer LogisticSigmoid"),
        ("Tanh", "HyperbolicTangent TanhLayer"),
        ("GELUTanh", "GELUNew ApproximateGELU GELUApproximate"),
        ("SiLU", "Swish"),
        ("Softmax", "Softmax1d SoftmaxLayer SoftmaxActivation"),
        ("LogSoftmax", "LogSoftmaxLayer"),
        ("ELU", "ExponentialLinear"),
        ("Softplus", "SoftReLU SmoothReLU"),
        ("HardSwish", "HSwish HardSiLU"),
        ("HardSigmoid", "HSigmoid"),
        ("HardTanh", "HTanh"));

    /// <summary>Members of <c>Initializer</c>.</summary>
    public static NameTable Initializers { get; } = new(
        ("GlorotUniform", "XavierUniform Xavier Glorot"),
        ("GlorotNormal", "XavierNormal"),
        ("HeUniform", "KaimingUniform Kaiming He"),
        ("HeNormal", "KaimingNormal"),
        ("LeCunUniform", "LeCun"),
        ("Normal", "RandomNormal Gaussian"),
        ("Uniform", "RandomUniform"),
        ("TruncatedNormal", "TruncNormal"),
        ("Zeros", "Zero"),
        ("Ones", "One"),
        ("Constant", "Const Fill"),
        ("PyTorchLinear", "Torch PyTorch LinearDefault"));

    /// <summary>Members of the other enums: presets, targets.</summary>
    public static NameTable Members { get; } = new(
        ("PyTorch", "Torch TorchSharp"),
        ("Keras", "TensorFlow TF"),
        ("Indices", "Sparse Classes Labels"),
        ("Distributions", "OneHot Categorical Probabilities"));

    /// <summary>Optimizers.</summary>
    public static NameTable Optimizers { get; } = new(
        ("SGD", "StochasticGradientDescent GradientDescent SGDOptimizer Momentum OnlineGradientDescent"),
        ("Adam", "AdamOptimizer"),
        ("AdamW", "AdamWOptimizer DecoupledAdam"),
        ("RMSprop", "RMSPropOptimizer"),
        ("Adagrad", "AdagradOptimizer"),
        ("Adadelta", "AdadeltaOptimizer"),
        ("NAdam", "NesterovAdam"),
        ("RAdam", "RectifiedAdam"));

    /// <summary>
    /// Parameters and properties of attributes, optimizers, <c>Fit</c> and the like. One word may stand for several: that is meant which
    /// the callee has.
    /// </summary>
    public static NameTable Arguments { get; } = new(
        ("learningRate", "lr rate stepSize eta initialLearningRate alpha"),
        ("epsilon", "eps fuzz"),
        ("weightDecay", "decay l2 l2Regularization wd lambda"),
        ("learningRateDecay", "lrDecay decay"),
        ("momentumDecay", "scheduleDecay"),
        ("initialAccumulator", "initialAccumulatorValue"),
        ("alpha", "rho decayRate"),
        ("rho", "alpha"),
        ("beta1", "momentum1"),
        ("beta2", "momentum2"),
        ("clipNorm", "globalClipNorm maxGradNorm gradientClipNorm"),
        ("clipValue", "gradientClipValue"),
        ("momentum", "mu"),
        ("units", "outFeatures outputs outputDim outputSize nOut numOut numUnits neurons nodes hiddenSize outputUnits features"),
        ("activation", "act nonlinearity activationFunction fn function"),
        ("bias", "useBias hasBias fitIntercept biasTerm"),
        ("initializer", "kernelInitializer weightInitializer init initialization gammaInitializer"),
        ("biasInitializer", "betaInitializer biasInit"),
        ("l2", "kernelL2 weightDecay"),
        ("l1", "kernelL1"),
        ("maxNorm", "kernelConstraint"),
        ("affine", "elementwiseAffine learnable"),
        ("rate", "p prob probability dropoutRate dropout dropProbability"),
        ("slope", "negativeSlope alpha init"),
        ("deviation", "stddev std sigma standardDeviation scale"),
        ("shape", "size inputShape inputDim dims inFeatures features"),
        ("sizes", "shape targetShape size"),
        ("parts", "chunks numSplits"),
        ("delta", "threshold"),
        ("min", "minVal minValue low"),
        ("max", "maxVal maxValue high"),
        ("labelSmoothing", "smoothing"),
        ("ignoreIndex", "ignoreClass ignore"),
        ("weight", "lossWeight"),
        ("data", "dataset trainingData trainData trainSet"),
        ("epochs", "nEpochs numEpochs nbEpoch epoch iterations maxIterations maxEpochs numberOfEpochs"),
        ("batchSize", "batch miniBatchSize minibatch nBatch"),
        ("validation", "validationData validationSet valData valSet testData evalSet"),
        ("report", "callback callbacks progress onEpoch onEpochEnd"),
        ("seed", "randomState randomSeed rng"),
        ("threads", "workers numWorkers numThreads nThreads nJobs maxDegreeOfParallelism parallelism"),
        ("sampleWeights", "sampleWeight weights"),
        ("optimizer", "opt optim"),
        ("cancellationToken", "cancellation token ct"),
        ("x", "input inputs features data"),
        ("t", "y target targets labels label yTrue"),
        ("y", "output outputs result destination prediction"));

    /// <summary>Arguments that say what NetGen knows by itself, or what is always so: they go.</summary>
    public static HashSet<string> Needless { get; } = Words(
        "inFeatures inputDim inputs inputSize inputShape numFeatures normalizedShape numInputs dim axis startDim endDim",
        "inplace trackRunningStats reduction sizeAverage reduce name dtype device verbose center scale jit",
        "params parameters foreach maximize capturable differentiable fused amsgrad useEma");

    /// <summary>Members of networks, optimizers and what training gives.</summary>
    public static NameTable Methods { get; } = new(
        ("Fit", "Train Learn TrainModel FitModel TrainNetwork"),
        ("TrainStep", "TrainOnBatch PartialFit TrainBatch FitBatch FitStep TrainingStep Step"),
        ("Predict", "Forward Call Invoke Run Infer Inference Transform PredictOnBatch PredictBatch PredictProba Compute FeedForward"),
        ("Evaluate", "Test Validate Score EvaluateModel TestOnBatch"),
        ("Save", "SaveWeights SaveModel SaveToFile Export Serialize SaveParameters SaveStateDict Write"),
        ("Load", "LoadWeights LoadModel LoadFromFile FromFile Restore LoadStateDict Deserialize FromPretrained LoadParameters Open Read"),
        ("Parameters", "StateDict Weights GetWeights NamedParameters TrainableVariables TrainableWeights Variables GetParameters"),
        ("ParameterCount", "CountParams CountParameters NumParameters NumParams ParamCount TotalParameters"),
        ("Summary", "PrintSummary Describe ToSummary"),
        ("InputLength", "InputSize InputDim InputShape NumInputs InputCount InFeatures"),
        ("OutputLength", "OutputSize OutputDim OutputShape NumOutputs OutputCount OutFeatures"),
        ("TargetLength", "TargetSize LabelLength"),
        ("Data", "Dataset CreateDataset MakeData TensorDataset DataLoader ToDataset"),
        ("LearningRate", "Lr StepSize Rate"),
        ("WeightDecay", "Decay L2"),
        ("Epsilon", "Eps"),
        ("ClipNorm", "GlobalClipNorm MaxGradNorm"),
        ("ValidationLoss", "ValLoss TestLoss"),
        ("ValidationAccuracy", "ValAccuracy ValAcc TestAccuracy"),
        ("Accuracy", "Acc"),
        ("Gradients", "Grad Grads"),
        ("Clear", "ZeroGrad ClearGradients ResetGradients"));

    /// <summary>Calls, as statements of their own, that ask for what always is so: they go.</summary>
    public static HashSet<string> NeedlessCalls { get; } = Words(
        "ZeroGrad ClearGradients Eval Train Compile Build To Cuda Cpu Float RequiresGrad");

    private static HashSet<string> Words(params string[] lines) => [.. lines.SelectMany(line => line.Split(' ')).Select(Fold)];

    /// <summary>A word without case, underscores and the like.</summary>
    public static string Fold(string word)
    {
        StringBuilder folded = new(word.Length);
        foreach (char letter in word)
            if (char.IsLetterOrDigit(letter)) folded.Append(char.ToLowerInvariant(letter));
        return folded.ToString();
    }
}

/// <summary>What NetGen calls a thing, and what others call it.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<string>> known = [];

    public NameTable(params (string Ours, string Theirs)[] rows)
    {
        Rows = rows;
        foreach ((string ours, string theirs) in rows)
            foreach (string word in theirs.Split(' '))
            {
                string folded = BroughtNames.Fold(word);
                if (!known.TryGetValue(folded, out List<string> names)) known.Add(folded, names = []);
                names.Add(ours);
            }
    }

    public IReadOnlyList<(string Ours, string Theirs)> Rows { get; }

    /// <summary>NetGen's names for a word of another library; none where it is not in the table.</summary>
    public IReadOnlyList<string> Ours(string word) => known.TryGetValue(BroughtNames.Fold(word), out List<string> names) ? names : [];
}
