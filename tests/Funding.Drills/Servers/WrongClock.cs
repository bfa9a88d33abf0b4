using System.Globalization;

namespace Funding.Drills.Servers;

/// <summary>
/// Makes the machine's clock wrong for single processes: a few lines of C, compiled here and loaded before libc, move what clock_gettime, gettimeofday and
/// time tell of the real time. The monotonic clock, which timeouts run on, is left alone.
/// </summary>
internal static class WrongClock
{
    private const string Source =
        """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdlib.h>
        #include <sys/time.h>
        #include <time.h>
        static time_t off(void) { const char *text = getenv("DRILL_CLOCK_SECONDS"); return text ? atol(text) : 0; }
        int clock_gettime(clockid_t clock, struct timespec *at) {
          static int (*real)(clockid_t, struct timespec *);
          if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
          int failed = real(clock, at);
          if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += off();
          return failed;
        }
        int gettimeofday(struct timeval *restrict at, void *restrict zone) {
          struct timespec now;
          clock_gettime(CLOCK_REALTIME, &now);
          at->tv_sec = now.tv_sec;
          at->tv_usec = now.tv_nsec / 1000;
          return 0;
        }
        time_t time(time_t *at) {
          struct timespec now;
          clock_gettime(CLOCK_REALTIME, &now);
          if (at) *at = now.tv_sec;
          return now.tv_sec;
        }
        """;

    /// <summary>Compiles it into a folder; null where there is no C compiler.</summary>
    public static async Task<string?> CompileAsync(string folder, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux() || Tools.Find("cc") is not { } compiler) return null;
        var (source, library) = (Path.Combine(folder, "clock.c"), Path.Combine(folder, "clock.so"));
        await File.WriteAllTextAsync(source, Source, cancellation);
        await Tools.RunAsync([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], null, cancellation);
        return library;
    }

    /// <summary>What makes a process live so far from the real time.</summary>
    public static IReadOnlyDictionary<string, string> Off(string library, TimeSpan by) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = library,
        ["DRILL_CLOCK_SECONDS"] = ((long)by.TotalSeconds).ToString(CultureInfo.InvariantCulture),
    };
}
