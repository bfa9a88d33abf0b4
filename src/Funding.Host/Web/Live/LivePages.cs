using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Host.Security;

namespace Funding.Host.Web.Live;

/// <summary>Tells an open page that a dossier in its reader's scope changed, at <c>/flux</c>: which one and to which version, and nothing else.</summary>
internal static class LivePages
{
    /// <summary>After that the browser asks again: who it is, and what they may see, is looked at anew.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>What it needs beside the pages.</summary>
    public static IServiceCollection AddLivePages(this IServiceCollection services) => services.AddSingleton<LiveChanges>();

    /// <summary>Maps it.</summary>
    public static void MapLivePages(this IEndpointRouteBuilder pages)
        => pages.MapGet("/flux", (HttpContext http, Visitor visitor, IHostApplicationLifetime host) => TypedResults.ServerSentEvents(ToldAsync(http.RequestServices.GetRequiredService<LiveChanges>(), visitor.Caller, host.ApplicationStopping, http.RequestAborted))).KeepsNoSession();

    private static async IAsyncEnumerable<SseItem<LiveChange>> ToldAsync(LiveChanges changes, Caller caller, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        end.CancelAfter(Longest);
        await using var heard = changes.ListenAsync(end.Token).GetAsyncEnumerator(end.Token);
        while (await IsMoreAsync(heard))
            if (heard.Current is var change && caller.Sees(change.Id, change.RegionCode, change.DepartmentCode)) yield return new(new LiveChange(change.Id, change.Version));
    }

    /// <summary>False too when the browser went, the host stops, or it has listened long enough.</summary>
    private static async ValueTask<bool> IsMoreAsync(IAsyncEnumerator<DossierChange> heard)
    {
        try
        {
            return await heard.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What a page is told.</summary>
    private sealed record LiveChange(Guid Cpts, long Version);
}
