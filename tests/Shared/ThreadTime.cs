using System.Diagnostics;

namespace NetGen.Testing;

/// <summary>This thread's own time on Linux, which a busy machine changes little; elsewhere the clock's.</summary>
internal static class ThreadTime
{
    public static double Milliseconds()
    {
        const int threadTime = 3;
        if (!OperatingSystem.IsLinux() || ClockGetTime(threadTime, out Time time) != 0)
            return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        return time.Seconds * 1000.0 + time.Nanoseconds / 1e6;
    }

    private readonly struct Time
    {
        public readonly nint Seconds, Nanoseconds;
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Time time);
}
