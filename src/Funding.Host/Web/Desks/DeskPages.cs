using Funding.Domain.Rights;
using Funding.Host.Security;

namespace Funding.Host.Web.Desks;

/// <summary>The page of the day of each role, and the whole lists of what waits.</summary>
internal static class DeskPages
{
    /// <summary>What the desks need beside the pages.</summary>
    public static IServiceCollection AddDesks(this IServiceCollection services) => services.AddScoped<OfficeReader>().AddScoped<AuditorReader>().AddScoped<AdminReader>();

    /// <summary>Maps <c>/</c> and <c>/bureau/{kind}</c>.</summary>
    public static void MapDesks(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", (HttpContext http, Visitor visitor, CancellationToken cancellation) => visitor.Caller.Role switch
        {
            Role.Auditor => http.RequestServices.GetRequiredService<AuditorReader>().DeskAsync(cancellation),
            Role.Admin => http.RequestServices.GetRequiredService<AdminReader>().DeskAsync(cancellation),
            _ => http.RequestServices.GetRequiredService<OfficeReader>().DeskAsync(cancellation),
        });
        pages.MapGet("/bureau/{kind}", (string kind, HttpRequest request, OfficeReader reader, CancellationToken cancellation) => reader.ListAsync(kind, request.Query, cancellation));
    }
}
