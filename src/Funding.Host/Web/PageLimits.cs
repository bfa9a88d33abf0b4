using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web;

/// <summary>How often one may try to sign in from an address, and send forms: counted by this host alone, over the last minute.</summary>
internal sealed class PageLimits(FundingSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> tries = Of(settings.Auth.Pages.SignInsPerMinute);

    private readonly PartitionedRateLimiter<string> posts = Of(settings.Auth.Pages.PostsPerMinute);

    /// <summary>How long to wait when this request is one too many; else null, and it is counted.</summary>
    public TimeSpan? Wait(HttpContext http, Visitor visitor, bool reads)
    {
        if (PageMarks.IsTry(http)) return Wait(tries, AddressOf(http));
        return reads ? null : Wait(posts, visitor.IsKnown ? $"person {visitor.Caller.Person.Value}" : AddressOf(http));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        tries.Dispose();
        posts.Dispose();
    }

    private static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string whose)
    {
        using var lease = limiter.AttemptAcquire(whose);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
    }

    private static PartitionedRateLimiter<string> Of(int perMinute) => PartitionedRateLimiter.Create<string, string>(whose => RateLimitPartition.GetSlidingWindowLimiter(
        whose, _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary>Who has one address of version 6 has all that begin alike.</summary>
    private static string AddressOf(HttpContext http)
        => http.Connection.RemoteIpAddress is not { } peer ? "nowhere"
            : peer is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? new IPAddress([.. peer.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString()
            : peer.MapToIPv4().ToString();
}
