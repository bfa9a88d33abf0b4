using Funding.Engine.Reading;
using Microsoft.Extensions.Logging;

namespace Funding.Marten.Views;

/// <summary>What the documents tell, or nothing: somebody else can tell it too.</summary>
internal static partial class Answer
{
    /// <summary>Asks them; null when they cannot tell, or cannot be read: the kind of failure is logged then, without the values that Marten would tell.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T?>> ask, ILogger log, CancellationToken cancellation) where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is not InvalidCursorException && !cancellation.IsCancellationRequested)
        {
            Failed(log, failure.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Marten's documents could not answer ({Failure}); the shared views do")]
    private static partial void Failed(ILogger log, string failure);
}
