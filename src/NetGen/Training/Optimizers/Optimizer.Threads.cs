using NetGen.Runtime;

namespace NetGen;

public abstract partial class Optimizer
{
    /// <summary>A range of parameters in pieces, taken by whichever thread is free: the rule treats each parameter by itself.</summary>
    private sealed unsafe class UpdateJob(Optimizer optimizer) : WorkerJob
    {
        /// <summary>Floats of a piece: some 10 µs of work.</summary>
        internal const int Piece = 16 * 1024;

        private float* parameters, gradients;
        private int start, length, next;
        private float decay, shrink;
        private volatile bool stays;

        /// <returns>Whether all pieces stay below <see cref="Calm"/>.</returns>
        internal bool Run(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink, int threads)
        {
            fixed (float* p = parameters, g = gradients)
            {
                this.parameters = p;
                this.gradients = g;
                (this.start, length, this.decay, this.shrink, next, stays) = (start, parameters.Length, decay, shrink, -1, true);
                Workers.Run(this, Math.Min(threads, (parameters.Length - 1) / Piece + 1));
            }

            return stays;
        }

        internal override void Work()
        {
            for (int from = Next(); from < length; from = Next())
            {
                int count = Math.Min(Piece, length - from);
                var parameters = new Span<float>(this.parameters + from, count);
                var gradients = new Span<float>(this.gradients + from, count);
                if (!optimizer.Update(start + from, parameters, gradients, decay, shrink)) stays = false;
            }
        }

        private int Next() => (int)Math.Min((long)Interlocked.Increment(ref next) * Piece, int.MaxValue);
    }
}
