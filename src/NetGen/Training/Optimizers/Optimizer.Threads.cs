using NetGen.Runtime;

namespace NetGen;

public abstract partial class Optimizer
{
    /// <summary>A range of parameters in pieces, taken by whichever thread is free: the rule treats each parameter by itself.</summary>
    private sealed unsafe class UpdateJob(Optimizer optimizer) : WorkerJob
    {
        /// <summary>Floats of a piece: some 10 µs of work.</summary>
        internal const int Piece = 16 * 1024;

        private float* _parameters, _gradients;
        private int _start, _length, _next;
        private float _decay, _shrink;
        private volatile bool _stays;

        /// <returns>Whether all pieces stay below <see cref="Calm"/>.</returns>
        internal bool Run(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink, int threads)
        {
            fixed (float* p = parameters, g = gradients)
            {
                _parameters = p;
                _gradients = g;
                (_start, _length, _decay, _shrink, _next, _stays) = (start, parameters.Length, decay, shrink, -1, true);
                Workers.Run(this, Math.Min(threads, (parameters.Length - 1) / Piece + 1));
            }

            return _stays;
        }

        internal override void Work()
        {
            for (int from = Next(); from < _length; from = Next())
            {
                int count = Math.Min(Piece, _length - from);
                var parameters = new Span<float>(_parameters + from, count);
                var gradients = new Span<float>(_gradients + from, count);
                if (!optimizer.Update(_start + from, parameters, gradients, _decay, _shrink)) _stays = false;
            }
        }

        private int Next() => (int)Math.Min((long)Interlocked.Increment(ref _next) * Piece, int.MaxValue);
    }
}
