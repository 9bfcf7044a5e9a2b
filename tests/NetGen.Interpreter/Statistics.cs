using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;
using NetGen.Runtime;

namespace NetGen.Interpreter;

/// <summary>Statistics of a batch, computed by the library as generated code has it do.</summary>
internal static class Statistics
{
    internal static void Run<T>(BatchOp op, Func<Value, Window<T>> place, int samples, bool training) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T At(Value? value)
        {
            if (value is null) return ref Unsafe.NullRef<T>();
            Window<T> window = place(value);
            return ref window.Slice(0, window.Length)[0];
        }

        nuint count = (nuint)samples, stride = op.Inputs.Count == 0 ? 0 : (nuint)Layouts.RowStride(op.Inputs[0]);
        switch (op)
        {
            case BatchMoments moments:
                BatchParameters own = moments.Parameters;
                BatchStatistics.Moments(
                    ref At(op.Inputs[0]), count, stride, op.Output.Length, moments.Epsilon, moments.Momentum, moments.Unbiased, training, ref At(own.RunningMean),
                    ref At(own.RunningVariance), ref At(own.Gamma), ref At(own.Beta), ref At(moments.Scale), ref At(moments.Shift), ref At(moments.Mean), ref At(moments.Rstd), ref At(moments.Share));
                break;
            case RunningScale running:
                BatchStatistics.Fold(op.Output.Length, running.Epsilon, ref At(running.Parameters.RunningMean), ref At(running.Parameters.RunningVariance),
                    ref At(running.Parameters.Gamma), ref At(running.Parameters.Beta), ref At(running.Scale), ref At(running.Shift));
                break;
            case BatchMean:
                BatchStatistics.Mean(ref At(op.Inputs[0]), count, stride, op.Output.Length, ref At(op.Inputs[1]), ref At(op.Output));
                break;
            default:
                throw new InvalidOperationException($"{op.GetType().Name} is not known");
        }
    }
}
